/** What is pressed: one filled button on a page, the others quiet or bounded. */
import './button.css';
import type { ComponentProps, ComponentType, ReactNode } from 'react';
import { classes } from './classes.ts';
import { Keys } from './Keys.tsx';
import { Tooltip } from './Tooltip.tsx';

/** An icon of lucide-react, drawn by the class `icon`. */
export type Glyph = ComponentType<{ className?: string; 'aria-hidden'?: boolean }>;

export interface ButtonLook {
  /** `primary`: the one act of a page. `destroy`: cannot be undone. `warned`: leads there. @default 'plain' */
  readonly look?: 'plain' | 'primary' | 'quiet' | 'destroy' | 'warned' | undefined;
  /** @default 'medium' */
  readonly size?: 'small' | 'medium' | 'large' | undefined;
  /** As wide as its place. */
  readonly wide?: boolean | undefined;
}

export interface ButtonProps extends ButtonLook, ComponentProps<'button'> {
  readonly icon?: Glyph | undefined;
  /** Keys that do the same, shown behind the label: `Ctrl+K`, `n`. Only a hint; see `useShortcut`. */
  readonly keys?: string | undefined;
}

export function Button({ look, size, wide, icon: Icon, keys, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={buttonClass({ look, size, wide }, className)}>
      {Icon && <Icon className="icon" aria-hidden />}
      {children}
      {keys !== undefined && <Keys keys={keys} />}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'wide' | 'icon'> {
  readonly icon: Glyph;
  /** Its name for everyone who does not see the icon; shown on hover and focus. */
  readonly label: string;
}

export function IconButton({ icon: Icon, label, look = 'quiet', size, keys, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <button type="button" aria-label={label} {...rest} className={buttonClass({ look, size }, classes('only', className))}>
        <Icon className="icon" aria-hidden />
      </button>
    </Tooltip>
  );
}

/** The classes of a button, for a link that looks like one. */
export function buttonClass({ look = 'plain', size = 'medium', wide }: ButtonLook, more?: string): string {
  return classes('button', look !== 'plain' && look, size !== 'medium' && size, wide && 'wide', more);
}

/** Buttons side by side. The main one stands right in dialogs, left in pages of words. */
export function Buttons({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <div className={classes('buttons', className)}>{children}</div>;
}
