import { useFormat } from '@sotto/features/settings/web';
import { Block, Empty, Skeleton } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listSentMails, type SentMailView } from '../api.ts';
import { MoreLines } from './MoreLines.tsx';
import { texts } from './texts.ts';

const shownAtFirst = 10;

/** Which mails were sent in the last 90 days, the latest first. */
export function SentMails() {
  const api = useApi();
  const [shown, setShown] = useState(shownAtFirst);
  const { data } = useQuery({
    queryKey: ['privacy', 'sent-mails'],
    queryFn: async ({ signal }) => (await api(listSentMails, {}, signal)).body.items,
  });
  return (
    <Block title={texts.mails} aside={texts.mailsAside}>
      {data ? <Mails mails={data.slice(0, shown)} /> : <Skeleton lines={2} height="1.25rem" />}
      {data && data.length > shown && <MoreLines onClick={() => setShown(shown + 50)} />}
    </Block>
  );
}

function Mails({ mails }: { readonly mails: readonly SentMailView[] }) {
  const format = useFormat();
  if (mails.length === 0) return <Empty title={texts.noMails}>{texts.noMailsLead}</Empty>;
  return (
    <ol className="log brief">
      {mails.map(({ subject, writtenAt, sentAt }) => (
        <li key={`${writtenAt} ${subject}`}>
          <span className="medium">{subject}</span>
          <time className="faint" dateTime={sentAt ?? writtenAt}>
            {sentAt === null ? texts.waiting : format.moment(sentAt)}
          </time>
        </li>
      ))}
    </ol>
  );
}
