/** The keyboard map: exactly the keys that work at this moment. */
import { Dialog, DialogBody, Keys, Note } from '@sotto/ui';
import { shortcuts, singleKeys, useStore } from '@sotto/ui/app';
import { texts } from '../texts-called.ts';

export default function KeyMap({ onClose }: { readonly onClose: () => void }) {
  const entries = useStore(shortcuts).filter((entry) => !entry.unlisted);
  const on = useStore(singleKeys);
  return (
    <Dialog open onClose={onClose} title={texts.keyboard} narrow>
      <DialogBody>
        {on ? <p>{texts.keyboardLead}</p> : <Note>{texts.keysOff}</Note>}
        <dl className="keymap">
          {entries.map((entry) => (
            <div key={entry.keys} style={{ display: 'contents' }}>
              <dt aria-label={entry.keys}>
                <Keys keys={entry.keys} />
              </dt>
              <dd>{entry.label}</dd>
            </div>
          ))}
        </dl>
      </DialogBody>
    </Dialog>
  );
}
