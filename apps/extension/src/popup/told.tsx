/** One thing that is said, and what can be done about it: where there is no posting to show, and after it was saved. */
import type { ComponentChildren } from 'preact';
import { done, Icon } from '../icon.tsx';
import type { Saved } from '../messages.ts';
import { toldTexts as texts } from '../texts-told.ts';

export function NotConnected({ onConnect }: { readonly onConnect: () => void }) {
  return (
    <Told title={texts.notConnected} more={texts.notConnectedMore}>
      <button type="button" class="button primary" onClick={onConnect}>
        {texts.connect}
      </button>
    </Told>
  );
}

export function Unreadable() {
  return <Told title={texts.unreadable} more={texts.unreadableMore} />;
}

export function IsSaved({ url, title, company, group, stage }: Saved) {
  return (
    <Told title={texts.saved(group)} more={texts.savedMore(title, company, stage)} isDone>
      {/^https?:\/\//.test(url) && (
        <a class="button primary" href={url} target="_blank" rel="noreferrer">
          {texts.openApplication}
        </a>
      )}
    </Told>
  );
}

export function Queued({ host }: { readonly host: string }) {
  return <Told title={texts.queued} more={texts.queuedMore(host)} />;
}

function Told({
  title,
  more,
  isDone = false,
  children,
}: {
  readonly title: string;
  readonly more: string;
  readonly isDone?: boolean;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="popup-body told" role="status">
      <h2>
        {isDone && <Icon path={done} />} {title}
      </h2>
      <p>{more}</p>
      {children}
    </div>
  );
}
