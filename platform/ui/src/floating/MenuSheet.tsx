/** A menu as a phone shows it: a sheet of large rows. */
import { Check } from 'lucide-react';
import { classes } from '../classes.ts';
import type { MenuAct, MenuAtProps } from '../Menu.tsx';
import SheetPopup from './SheetPopup.tsx';

export function MenuSheet({ label, items, open, onClose }: MenuAtProps) {
  function choose(item: MenuAct) {
    if (!item.stays) onClose();
    item.run();
  }
  return (
    <SheetPopup open={open} onClose={onClose} title={label}>
      <ul className="sheet-list">
        {items.map((item) =>
          item.kind === 'rule' || item.kind === 'label' ? null : <Row key={item.id} item={item} onChoose={choose} />,
        )}
      </ul>
    </SheetPopup>
  );
}

function Row({ item, onChoose }: { readonly item: MenuAct; readonly onChoose: (item: MenuAct) => void }) {
  const Icon = item.icon;
  return (
    <li>
      <button
        type="button"
        disabled={item.disabled}
        aria-pressed={item.chosen}
        className={classes(item.danger && 'danger')}
        onClick={() => onChoose(item)}
      >
        {Icon && <Icon className="icon" aria-hidden />}
        {item.label}
        {item.chosen && <Check className="icon push due" aria-hidden />}
        {item.end !== undefined && <span className="push faint">{item.end}</span>}
      </button>
    </li>
  );
}
