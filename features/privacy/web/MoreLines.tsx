import { Button } from '@sotto/ui';
import { texts } from './texts.ts';

/** The way to earlier lines of a log. */
export function MoreLines({ onClick, isBusy = false }: { readonly onClick: () => void; readonly isBusy?: boolean }) {
  return (
    <p className="after">
      <Button size="small" disabled={isBusy} onClick={onClick}>
        {texts.older}
      </Button>
    </p>
  );
}
