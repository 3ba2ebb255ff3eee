/** What stands where a view cannot. */
import { Button, Empty, Skeleton, Wordmark, buttonClass } from '@sotto/ui';
import { type RouterStops, useTitle } from '@sotto/ui/app';
import { texts } from '../texts.ts';

export const stops: RouterStops = {
  missing: <Missing />,
  broken: (again) => <Broken again={again} />,
  waiting: <Waiting />,
};

/** An address that is no view's, for whoever comes. */
function Missing() {
  useTitle(texts.missingTab);
  return (
    <main className="missing">
      <Wordmark large />
      <h1>{texts.missingTitle}</h1>
      <p>{texts.missing}</p>
      {/* Asked of the server: it answers with the board or with the front door. */}
      <a href="/" className={buttonClass({})}>
        {texts.toHome}
      </a>
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
