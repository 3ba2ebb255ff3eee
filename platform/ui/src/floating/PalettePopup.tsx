/** The floating half of `Overlay`. */
import './floating.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Dialog } from '@base-ui/react/dialog';
import { classes } from '../classes.ts';
import type { OverlayProps } from '../Dialog.tsx';

export default function PalettePopup({ open, onClose, label, className, children }: OverlayProps) {
  return (
    <CSPProvider disableStyleElements>
      <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
        <Dialog.Portal>
          <Dialog.Backdrop className="veil" />
          <Dialog.Viewport className="stand over">
            <Dialog.Popup className={classes('dialog', className)} aria-label={label}>
              {children}
            </Dialog.Popup>
          </Dialog.Viewport>
        </Dialog.Portal>
      </Dialog.Root>
    </CSPProvider>
  );
}
