import './notices.css';
import { useFormat } from '@sotto/features/settings/web';
import { Block, Button, Empty, Skeleton } from '@sotto/ui';
import type { NoticeView } from '../api.ts';
import { useDismiss, useNotices } from './queries.ts';
import { kindTexts, texts } from './texts.ts';

/** Everything one was told, the latest first. */
export default function NoticeList() {
  const { data } = useNotices();
  return (
    <Block title={texts.told}>
      {data === undefined && <Skeleton lines={4} height="1.25rem" />}
      {data?.length === 0 && <Empty title={texts.none}>{texts.noneLead}</Empty>}
      {data !== undefined && data.length > 0 && (
        <ol className="notices-told">
          {data.map((notice) => (
            <Told key={notice.id} notice={notice} />
          ))}
        </ol>
      )}
    </Block>
  );
}

function Told({ notice }: { readonly notice: NoticeView }) {
  const format = useFormat();
  const { mutate: dismiss } = useDismiss();
  const { id, kind, title, paragraphs, link, at, mailed, dismissedAt } = notice;
  const isNew = dismissedAt === null;
  return (
    <li>
      <article className={isNew ? 'told new' : 'told'} aria-labelledby={`notice-${id}`}>
        <p className="faint">
          {kindTexts[kind]} · <time dateTime={at}>{format.moment(at)}</time>
          {mailed && ` · ${texts.mailed}`}
        </p>
        <h3 id={`notice-${id}`}>{title}</h3>
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <div className="buttons">
          {link && !isHere(link.path) && (
            <a className="link" href={link.path}>
              {link.label}
            </a>
          )}
          {isNew && (
            <Button size="small" onClick={() => dismiss(id)}>
              {texts.dismiss}
            </Button>
          )}
        </div>
      </article>
    </li>
  );
}

/** A link in a mail may lead to this very list. */
function isHere(path: string): boolean {
  return path === '/settings/notices';
}
