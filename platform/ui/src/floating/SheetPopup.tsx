/** The floating half of `Sheet`. */
import './floating.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Dialog } from '@base-ui/react/dialog';
import type { SheetProps } from '../Dialog.tsx';

export default function SheetPopup({ open, onClose, title, children }: SheetProps) {
  return (
    <CSPProvider disableStyleElements>
      <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
        <Dialog.Portal>
          <Dialog.Backdrop className="veil" />
          <Dialog.Viewport className="sheet-stand">
            <Dialog.Popup className="sheet">
              <Dialog.Title>{title}</Dialog.Title>
              {children}
            </Dialog.Popup>
          </Dialog.Viewport>
        </Dialog.Portal>
      </Dialog.Root>
    </CSPProvider>
  );
}
