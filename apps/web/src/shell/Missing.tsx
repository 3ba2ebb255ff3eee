/** What stands where a view cannot. */
import { Button, Empty, Skeleton, buttonClass } from '@sotto/ui';
import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { texts } from '../texts.ts';

export function Missing() {
  return (
    <div className="missing">
      <Empty title={texts.missingTitle} action={<Link to="/" className={buttonClass({})}>{texts.toBoard}</Link>}>
        {texts.missing}
      </Empty>
    </div>
  );
}

/** A view that failed or did not load. What was typed lies in its draft. */
export function Broken({ reset }: ErrorComponentProps) {
  return (
    <div className="missing" role="alert">
      <Empty
        title={texts.brokenTitle}
        action={
          <Button
            onClick={() => {
              reset();
              location.reload();
            }}
          >
            {texts.tryAgain}
          </Button>
        }
      >
        {texts.broken}
      </Empty>
    </div>
  );
}

/** From 300 ms on, while a view is on its way. */
export function Waiting() {
  return (
    <div className="waiting" role="status" aria-label={texts.loading}>
      <Skeleton lines={3} width="12rem" />
    </div>
  );
}
