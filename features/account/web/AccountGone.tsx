import { buttonClass } from '@sotto/ui';
import { Door } from './Door.tsx';
import { texts } from './texts.ts';

/** The last page: shown once the account is deleted. */
export function AccountGone() {
  return (
    <Door title={texts.gone} alone>
      <p className="door-note" role="status">
        {texts.goneLead}
      </p>
      <div className="acts">
        <a className={buttonClass({ size: 'large' })} href="/">
          {texts.home}
        </a>
      </div>
    </Door>
  );
}
