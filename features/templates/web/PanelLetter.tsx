/** The way to a letter about one application, beside its facts. */
import type { PanelPartProps } from '@sotto/features/applications/web';
import { openLetter } from './open-letter.ts';
import { texts } from './texts.ts';

export default function PanelLetter({ application }: PanelPartProps) {
  return (
    <section>
      <div className="section-head">
        <h3>{texts.letters}</h3>
        <button type="button" className="link" onClick={() => openLetter({ applicationId: application.id })}>
          {texts.fromTemplate}
        </button>
      </div>
    </section>
  );
}
