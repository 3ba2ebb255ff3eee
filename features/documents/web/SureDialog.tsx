/** Asks before what was sent, or what cannot be brought back, is deleted. */
import { Button, Dialog, DialogBody, DialogFoot } from '@sotto/ui';
import type { SentTo, VersionView } from '../api.ts';
import type { Removal } from './queries.ts';
import { texts } from './texts.ts';

/** What the server hands over for an undo at most. */
const mostCarriedBytes = 10 * 1024 * 1024;

function versionsIn({ document, version }: Removal): readonly VersionView[] {
  return version === null ? document.versions : [version];
}

function isTooMuch(removal: Removal): boolean {
  return versionsIn(removal).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > mostCarriedBytes;
}

export function needsAsking(removal: Removal): boolean {
  return isTooMuch(removal) || versionsIn(removal).some(({ sentTo }) => sentTo.length > 0);
}

export interface SureDialogProps {
  readonly removal: Removal;
  readonly onSure: () => void;
  readonly onClose: () => void;
}

export function SureDialog({ removal, onSure, onClose }: SureDialogProps) {
  const { document, version } = removal;
  const sentTo = new Map(versionsIn(removal).flatMap(({ sentTo: all }) => all.map((one): [string, SentTo] => [one.id, one])));
  const name = version === null ? document.name : `${document.name}, ${texts.version(version.number)}`;
  return (
    <Dialog open onClose={onClose} title={texts.sure(name)} narrow>
      <DialogBody className="sure">
        {sentTo.size > 0 && (
          <>
            <p>{texts.sureSent}</p>
            <ul>
              {[...sentTo.values()].map(({ id, company, title }) => (
                <li key={id}>
                  {company}, {title}
                </li>
              ))}
            </ul>
            <p>{texts.sureSentLead}</p>
          </>
        )}
        {isTooMuch(removal) && <p>{texts.sureLarge}</p>}
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {texts.keep}
        </Button>
        <Button look="destroy" onClick={onSure}>
          {texts.deleteAnyway}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
