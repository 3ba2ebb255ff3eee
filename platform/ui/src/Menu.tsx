/**
 * A list of acts that opens at a button; on a phone, a sheet from below.
 *
 * The button stands at once. What floats is loaded when a pointer or the focus comes near, so that no route pays for it before.
 */
import { type ReactNode, useState } from 'react';
import type { Glyph } from './Button.tsx';
import { later } from './later.tsx';

export interface MenuAct {
  readonly kind?: 'act';
  readonly id: string;
  readonly label: ReactNode;
  /** What typing the first letters finds, where `label` is not a string. */
  readonly text?: string;
  readonly icon?: Glyph;
  /** Keys that do the same. Only a hint. */
  readonly keys?: string;
  /** A few faint words at the end. */
  readonly end?: string;
  /** Given: the item can be ticked, and this says whether it is. */
  readonly chosen?: boolean;
  /** The menu stays open after it, for ticking several. */
  readonly stays?: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly run: () => void;
}
export interface MenuRule {
  readonly kind: 'rule';
  readonly id: string;
}
export interface MenuLabel {
  readonly kind: 'label';
  readonly id: string;
  readonly label: string;
}
export type MenuItem = MenuAct | MenuRule | MenuLabel;

export interface MenuAtProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly open: boolean;
  readonly onClose: () => void;
  /** Beneath which it opens, and what gets the focus back. */
  readonly anchor: HTMLElement | null;
  /** @default 'start' */
  readonly align?: 'start' | 'end';
}

const loadMenu = () => import('./floating/MenuPopup.tsx');
const MenuPopup = later(loadMenu);

/** Loads what floats, so that the first menu opens within a frame. */
export function preloadMenus(): void {
  void loadMenu();
}

/** A menu without a button of its own: opened by a key, a long press, a right click. */
export function MenuAt(props: MenuAtProps) {
  const [wanted, setWanted] = useState(false);
  if (props.open && !wanted) setWanted(true);
  if (!wanted) return null;
  return <MenuPopup {...props} />;
}

/** What a trigger must spread onto its button. */
export interface TriggerProps {
  readonly ref: (button: HTMLButtonElement | null) => void;
  readonly 'aria-haspopup': 'menu' | 'dialog';
  readonly 'aria-expanded': boolean;
  readonly onClick: () => void;
  readonly onPointerEnter: () => void;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: React.KeyboardEvent) => void;
}

export interface MenuProps extends Pick<MenuAtProps, 'label' | 'items' | 'align'> {
  readonly trigger: (props: TriggerProps) => ReactNode;
}

/**
 * A button with its menu.
 *
 * @example <Menu label="More" items={items} trigger={(props) => <IconButton icon={Ellipsis} label="More" {...props} />} />
 */
export function Menu({ label, items, align = 'start', trigger }: MenuProps) {
  const [open, setOpen] = useState(false);
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  return (
    <>
      {trigger({
        ref: setButton,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        onClick: () => setOpen(!open),
        onPointerEnter: preloadMenus,
        onFocus: preloadMenus,
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        },
      })}
      <MenuAt label={label} items={items} align={align} open={open} onClose={() => setOpen(false)} anchor={button} />
    </>
  );
}

const loadPopover = () => import('./floating/PopoverPopup.tsx');
const PopoverPopup = later(loadPopover);

export interface PopoverProps {
  readonly label: string;
  readonly align?: 'start' | 'end';
  readonly trigger: (props: TriggerProps) => ReactNode;
  /** Its content; `close` closes it. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button with a small place of its own for a filter or a detail. Closes on Escape and on a click elsewhere. */
export function Popover({ label, align = 'start', trigger, children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  function change(next: boolean) {
    setOpen(next);
    if (next) setWanted(true);
  }
  return (
    <>
      {trigger({
        ref: setButton,
        'aria-haspopup': 'dialog',
        'aria-expanded': open,
        onClick: () => change(!open),
        onPointerEnter: () => void loadPopover(),
        onFocus: () => void loadPopover(),
        onKeyDown: () => {},
      })}
      {wanted && (
        <PopoverPopup label={label} align={align} open={open} onClose={() => setOpen(false)} anchor={button}>
          {children(() => setOpen(false))}
        </PopoverPopup>
      )}
    </>
  );
}
