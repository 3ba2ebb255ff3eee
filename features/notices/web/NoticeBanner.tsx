import './notices.css';
import { IconButton } from '@sotto/ui';
import { Link, useLocation } from '@sotto/ui/app';
import { Megaphone, ShieldAlert, X } from 'lucide-react';
import type { NoticeView } from '../api.ts';
import { noticeLinks } from './links.ts';
import { useDismiss, useNotices } from './queries.ts';
import { texts } from './texts.ts';

/** The most urgent notice that is new, in one line over the page; nothing where all of them are shown. */
export default function NoticeBanner() {
  const { data } = useNotices();
  const { pathname } = useLocation();
  const { mutate: dismiss } = useDismiss();
  const fresh = (data ?? []).filter(({ dismissedAt }) => dismissedAt === null).toSorted(byUrgency);
  const [first] = fresh;
  if (first === undefined || pathname === noticeLinks.all().to) return null;
  const Icon = first.kind === 'breach' ? ShieldAlert : Megaphone;
  return (
    <aside className={first.kind === 'breach' ? 'notice-banner grave' : 'notice-banner'} aria-label={texts.banner}>
      <Icon className="icon" aria-hidden />
      <p>
        <b>{first.title}</b>{' '}
        <Link className="link" {...noticeLinks.all()}>
          {texts.read}
        </Link>
        {fresh.length > 1 && <span className="faint"> {texts.more(fresh.length - 1)}</span>}
      </p>
      <IconButton icon={X} label={texts.dismiss} size="small" onClick={() => dismiss(first.id)} />
    </aside>
  );
}

/** Breaches first; the list comes with the latest first, and stays so among the others. */
function byUrgency(a: NoticeView, b: NoticeView): number {
  return Number(b.kind === 'breach') - Number(a.kind === 'breach');
}
