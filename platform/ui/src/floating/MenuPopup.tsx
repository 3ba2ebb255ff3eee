/** The floating half of `Menu`. Default export: loaded on demand. */
import './floating.css';
import '../stage.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Menu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { classes } from '../classes.ts';
import { Keys } from '../Keys.tsx';
import type { MenuAct, MenuAtProps, MenuItem } from '../Menu.tsx';
import { isPhone } from '../width.ts';
import { MenuSheet } from './MenuSheet.tsx';

export default function MenuPopup(props: MenuAtProps) {
  return isPhone() ? <MenuSheet {...props} /> : <FloatingMenu {...props} />;
}

function FloatingMenu({ label, items, open, onClose, anchor, align = 'start' }: MenuAtProps) {
  return (
    <CSPProvider disableStyleElements>
      <Menu.Root open={open} onOpenChange={(next) => !next && onClose()}>
        <Menu.Portal>
          <Menu.Positioner className="positioner" anchor={anchor} align={align} sideOffset={4} collisionPadding={8}>
            <Menu.Popup className="menu" aria-label={label} finalFocus={() => anchor}>
              {items.map((item) => (
                <Item key={item.id} item={item} />
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </CSPProvider>
  );
}

function Item({ item }: { readonly item: MenuItem }) {
  if (item.kind === 'rule') return <Menu.Separator />;
  if (item.kind === 'label') return <div className="menu-label">{item.label}</div>;
  const shared = {
    label: textOf(item),
    disabled: item.disabled ?? false,
    className: classes(item.danger && 'danger'),
    closeOnClick: !item.stays,
  };
  if (item.chosen === undefined) {
    return (
      <Menu.Item {...shared} onClick={item.run}>
        <Inside item={item} />
      </Menu.Item>
    );
  }
  return (
    <Menu.CheckboxItem {...shared} checked={item.chosen} onCheckedChange={item.run}>
      <Inside item={item} />
    </Menu.CheckboxItem>
  );
}

function Inside({ item }: { readonly item: MenuAct }) {
  const Icon = item.icon;
  return (
    <>
      {Icon && <Icon className="icon" aria-hidden />}
      {item.label}
      {item.chosen ? <Check className="icon small chosen" aria-hidden /> : item.keys !== undefined && <Keys keys={item.keys} />}
      {item.end !== undefined && <span className="end">{item.end}</span>}
    </>
  );
}

/** What typing the first letters is compared with. */
function textOf(item: MenuAct): string {
  return item.text ?? (typeof item.label === 'string' ? item.label : item.id);
}
