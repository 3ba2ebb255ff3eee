/** Makes a calendar feed, and shows its address once; changes one. */
import { Dialog } from '@sotto/ui';
import { useState } from 'react';
import type { FeedView, NewFeed } from '../api.ts';
import { FeedForm } from './FeedForm.tsx';
import { MadeFeed } from './MadeFeed.tsx';
import { useChangeFeed, useMakeFeed } from './queries.ts';
import { texts } from './texts.ts';

/** As little as can be: whoever wants more says so. */
const least: NewFeed = { name: '', detail: 'busy', contents: 'interviews', notes: false, expiresOn: null };

export function NewFeedDialog({ onClose }: { readonly onClose: () => void }) {
  const [url, setUrl] = useState<string | null>(null);
  const [reminded, setReminded] = useState(false);
  const making = useMakeFeed();
  const close = url === null ? onClose : () => setReminded(true);
  return (
    <Dialog open onClose={close} title={url === null ? texts.newFeed : texts.copyNow} narrow>
      {url === null ? (
        <FeedForm
          initial={least}
          act={texts.make}
          doing={making}
          onSubmit={(feed) => making.mutate(feed, { onSuccess: setUrl })}
          onClose={onClose}
        />
      ) : (
        <MadeFeed url={url} reminded={reminded} onKept={onClose} />
      )}
    </Dialog>
  );
}

export function ChangeFeedDialog({ feed, onClose }: { readonly feed: FeedView; readonly onClose: () => void }) {
  const changing = useChangeFeed(feed.id);
  const { name, detail, contents, notes, expiresOn } = feed;
  return (
    <Dialog open onClose={onClose} title={texts.changeFeed} narrow>
      <FeedForm
        initial={{ name, detail, contents, notes, expiresOn }}
        act={texts.save}
        doing={changing}
        onSubmit={(changed) => changing.mutate(changed, { onSuccess: onClose })}
        onClose={onClose}
      />
    </Dialog>
  );
}
