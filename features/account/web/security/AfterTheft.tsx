import { Button, Dialog, DialogBody, DialogFoot } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import { texts } from '../texts-security.ts';
import './security.css';

/** What to do when a device is gone, step by step. Everything it names stands on the page beneath it. */
export default function AfterTheft({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={texts.afterTheft}>
      <DialogBody>
        <p>{texts.afterTheftLead}</p>
        <ol className="steps">
          {texts.afterTheftSteps.map(({ what, how }) => (
            <li key={what}>
              <b>{what}</b> {how}
            </li>
          ))}
        </ol>
        <p>{texts.afterTheftLockedOut}</p>
      </DialogBody>
      <DialogFoot>
        <span className="faint">
          <Link className="link" to="/settings/privacy">
            {texts.toActivity}
          </Link>
        </span>
        <Button look="primary" onClick={onClose}>
          {texts.close}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
