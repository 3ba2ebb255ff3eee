/** Settings, Calendar feeds: which there are, how much each tells, a new one. */
import './feed.css';
import { useFormat } from '@sotto/features/settings/web';
import { Block, Button, Dialog, DialogBody, DialogFoot, Empty, Line, Note, PageTitle, Skeleton } from '@sotto/ui';
import { CalendarSync, Plus } from 'lucide-react';
import { useState } from 'react';
import type { FeedView } from '../api.ts';
import { ChangeFeedDialog, NewFeedDialog } from './FeedDialogs.tsx';
import { formError, useEndFeed, useFeeds } from './queries.ts';
import { texts } from './texts.ts';

export function FeedsPage() {
  const { data: feeds } = useFeeds();
  const [making, setMaking] = useState(false);
  const act = (
    <Button size="small" icon={Plus} onClick={() => setMaking(true)}>
      {texts.newFeed}
    </Button>
  );
  return (
    <>
      <PageTitle lead={texts.lead}>{texts.feeds}</PageTitle>
      <Block title={texts.feeds} aside={feeds?.length} actions={feeds && feeds.length > 0 && act}>
        {feeds ? <Feeds feeds={feeds} act={act} /> : <Skeleton lines={2} height="3rem" />}
      </Block>
      {making && <NewFeedDialog onClose={() => setMaking(false)} />}
    </>
  );
}

function Feeds({ feeds, act }: { readonly feeds: readonly FeedView[]; readonly act: React.ReactNode }) {
  if (feeds.length === 0) {
    return (
      <Empty title={texts.none} action={act}>
        {texts.noneLead}
      </Empty>
    );
  }
  return feeds.map((feed) => <FeedLine key={feed.id} feed={feed} />);
}

function FeedLine({ feed }: { readonly feed: FeedView }) {
  const [doing, setDoing] = useState<'change' | 'revoke' | null>(null);
  const { name } = feed;
  const close = () => setDoing(null);
  return (
    <Line icon={CalendarSync} name={name} sub={<About feed={feed} />}>
      <span className="buttons">
        <Button size="small" aria-label={texts.changeNamed(name)} onClick={() => setDoing('change')}>
          {texts.change}
        </Button>
        <Button size="small" aria-label={texts.revokeNamed(name)} onClick={() => setDoing('revoke')}>
          {texts.revoke}
        </Button>
      </span>
      {doing === 'change' && <ChangeFeedDialog feed={feed} onClose={close} />}
      {doing === 'revoke' && <RevokeDialog feed={feed} onClose={close} />}
    </Line>
  );
}

function About({ feed: { detail, contents, notes, fetchedAt, createdAt, expiresOn } }: { readonly feed: FeedView }) {
  const format = useFormat();
  const tells = texts.tells[detail === 'full' && notes ? 'withNotes' : detail];
  const ended = expiresOn !== null && format.daysAway(expiresOn) < 0;
  const sentences = [
    `${tells} ${texts.of[contents]}`,
    expiresOn !== null && (ended ? texts.ended : texts.works)(format.longDay(expiresOn)),
    fetchedAt === null
      ? `${texts.made(format.longDay(format.dateOf(createdAt)))} ${texts.neverFetched}`
      : texts.fetched(format.moment(fetchedAt)),
  ];
  return sentences.filter(Boolean).join(' ');
}

/** One question before an act that Undo cannot take back: the address is known to nobody here. */
function RevokeDialog({ feed, onClose }: { readonly feed: FeedView; readonly onClose: () => void }) {
  const ending = useEndFeed();
  const wrong = formError(ending.error, []);
  const revoke = () => {
    if (!ending.isPending) ending.mutate(feed, { onSuccess: onClose });
  };
  return (
    <Dialog open onClose={onClose} title={texts.revokeTitle(feed.name)} narrow>
      <DialogBody>
        {wrong !== null && <Note tone="bad" title={wrong} />}
        <p>{texts.revokeLead}</p>
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button look="destroy" onClick={revoke}>
          {texts.revokeDo}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
