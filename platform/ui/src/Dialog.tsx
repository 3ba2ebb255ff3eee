/** What must be answered before anything else, loaded when first opened. */
import { type ReactNode, useState } from 'react';
import { classes } from './classes.ts';
import { later } from './later.tsx';

export interface DialogProps {
  readonly open: boolean;
  /** Escape, the cross, a click beside it. */
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** For a question of one or two sentences. */
  readonly narrow?: boolean;
  /** What gets the focus first. @default the first field */
  readonly initialFocus?: React.RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

const loadDialog = () => import('./floating/DialogPopup.tsx');
const DialogPopup = later(loadDialog);
const SheetPopup = later(() => import('./floating/SheetPopup.tsx'));
const PalettePopup = later(() => import('./floating/PalettePopup.tsx'));

/** Loads dialogs ahead of the first one. */
export function preloadDialogs(): void {
  void loadDialog();
}

/**
 * A dialog. Its content is mounted only while it is open, so it begins anew every time.
 *
 * @example <Dialog open={open} onClose={close} title="New group"><form><DialogBody>…</DialogBody><DialogFoot>…</DialogFoot></form></Dialog>
 */
export function Dialog(props: DialogProps) {
  return <WhenWanted open={props.open}>{() => <DialogPopup {...props} />}</WhenWanted>;
}

export interface SheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
}

/** A dialog from below, for phones. */
export function Sheet(props: SheetProps) {
  return <WhenWanted open={props.open}>{() => <SheetPopup {...props} />}</WhenWanted>;
}

export interface OverlayProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A dialog without head and foot, above everything: the palette. */
export function Overlay(props: OverlayProps) {
  return <WhenWanted open={props.open}>{() => <PalettePopup {...props} />}</WhenWanted>;
}

/** Nothing until it is first wanted; from then on mounted, so that it can leave as it came. */
function WhenWanted({ open, children }: { readonly open: boolean; readonly children: () => ReactNode }) {
  const [wanted, setWanted] = useState(false);
  if (open && !wanted) setWanted(true);
  return wanted ? children() : null;
}

export function DialogBody({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <div className={classes('dialog-body', className)}>{children}</div>;
}

/** Main button last, the quiet one before it; a faint sentence may stand first. */
export function DialogFoot({ children }: { readonly children: ReactNode }) {
  return <div className="dialog-foot">{children}</div>;
}
