/** The floating half of `Popover`. */
import './floating.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';

export interface PopoverPopupProps {
  readonly label: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly anchor: HTMLElement | null;
  readonly align: 'start' | 'end';
  readonly children: ReactNode;
}

export default function PopoverPopup({ label, open, onClose, anchor, align, children }: PopoverPopupProps) {
  return (
    <CSPProvider disableStyleElements>
      <Popover.Root open={open} onOpenChange={(next) => !next && onClose()}>
        <Popover.Portal>
          <Popover.Positioner className="positioner" anchor={anchor} align={align} sideOffset={4} collisionPadding={8}>
            <Popover.Popup className="popover" aria-label={label} finalFocus={() => anchor}>
              {children}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </CSPProvider>
  );
}
