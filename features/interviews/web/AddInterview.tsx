import type { PanelPartProps } from '@sotto/features/applications/web';
import { openInterview } from './open-interview.ts';
import { texts } from './texts.ts';

/** Plans an interview from the head of an application's timeline. */
export default function AddInterview({ application }: PanelPartProps) {
  return (
    <button
      type="button"
      className="link"
      // Beside it stands the stage, which may be called the same.
      aria-label={texts.newInterview}
      disabled={application.readOnly}
      onClick={() => openInterview({ applicationId: application.id, company: application.company.name })}
    >
      {texts.add}
    </button>
  );
}
