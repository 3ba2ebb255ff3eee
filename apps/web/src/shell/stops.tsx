/** What stands where a view cannot. */
import { Button, Empty, Skeleton, buttonClass } from '@sotto/ui';
import { Link, type RouterStops } from '@sotto/ui/app';
import { texts } from '../texts.ts';

export const stops: RouterStops = {
  missing: <Missing />,
  broken: (again) => <Broken again={again} />,
  waiting: <Waiting />,
};

function Missing() {
  return (
    <main className="missing">
      <Empty
        title={texts.missingTitle}
        action={
          <Link to="/" className={buttonClass({})}>
            {texts.toBoard}
          </Link>
        }
      >
        {texts.missing}
      </Empty>
    </main>
  );
}

/** A view that failed or did not load; the page is fetched anew, what was typed lies in its draft. */
function Broken({ again }: { readonly again: () => void }) {
  function tryAgain() {
    again();
    location.reload();
  }
  return (
    <div className="missing" role="alert">
      <Empty title={texts.brokenTitle} action={<Button onClick={tryAgain}>{texts.tryAgain}</Button>}>
        {texts.broken}
      </Empty>
    </div>
  );
}

/** From 300 ms on, while the first view is on its way. */
function Waiting() {
  return (
    <div className="waiting" role="status" aria-label={texts.loading}>
      <Skeleton lines={3} width="12rem" />
    </div>
  );
}
