/** The floating half of `Dialog`. */
import './floating.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { buttonClass } from '../Button.tsx';
import { classes } from '../classes.ts';
import type { DialogProps } from '../Dialog.tsx';

export default function DialogPopup({ open, onClose, title, narrow = false, initialFocus, children }: DialogProps) {
  const before = useFocusBack();
  return (
    <CSPProvider disableStyleElements>
      <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
        <Dialog.Portal>
          <Dialog.Backdrop className="veil" />
          <Dialog.Viewport className="stand">
            <Dialog.Popup
              className={classes('dialog', narrow && 'narrow')}
              finalFocus={() => (isInDialog(before) ? before : true)}
              {...(initialFocus && { initialFocus })}
            >
              <div className="dialog-head">
                <Dialog.Title>{title}</Dialog.Title>
                <Dialog.Close className={buttonClass({ look: 'quiet' }, 'only')} aria-label="Close">
                  <X className="icon" aria-hidden />
                </Dialog.Close>
              </div>
              {children}
            </Dialog.Popup>
          </Dialog.Viewport>
        </Dialog.Portal>
      </Dialog.Root>
    </CSPProvider>
  );
}

/** A dialog that stood over another one: left to itself, the library would go back to what opened the lower one, behind it. */
function isInDialog(before: Element | null): before is HTMLElement {
  return before instanceof HTMLElement && before.isConnected && before.closest('[role="dialog"]') !== null;
}

/**
 * A dialog that is taken away instead of closed gives the focus back, too: to what had it when the dialog came, which it answers.
 * When the answer took that away as well (a line that was deleted), to the page.
 */
function useFocusBack(): Element | null {
  // Read while drawing: once it stands, its first field has the focus.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () =>
      // After everything of the dialog is gone: until then the page behind it takes no focus.
      queueMicrotask(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        const back = before?.isConnected ? before : document.querySelector('main');
        if (isLost && back instanceof HTMLElement) back.focus({ preventScroll: true });
      }),
    [before],
  );
  return before;
}
