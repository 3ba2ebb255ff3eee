/** The whole window before someone is in: name above, a form in the middle, beside it what is promised, links below. */
import './account.css';
import { listDocuments } from '@sotto/features/policy/api';
import { Wordmark } from '@sotto/ui';
import { theme, themeShown, useApi, useTitle } from '@sotto/ui/app';
import { useQuery } from '@tanstack/react-query';
import { Contrast } from 'lucide-react';
import type { ReactNode } from 'react';
import { texts } from './texts.ts';

export interface DoorProps {
  readonly title: string;
  /** At the upper right: the way to the other door. */
  readonly aside?: ReactNode;
  /** Promises beside the form. @default shown */
  readonly alone?: boolean;
  readonly children: ReactNode;
}

export function Door({ title, aside, alone = false, children }: DoorProps) {
  useTitle(title);
  return (
    <div className="door">
      <header>
        <a href="/" aria-label={texts.home}>
          <Wordmark />
        </a>
        <span className="push" />
        {aside !== undefined && <span>{aside}</span>}
        <button
          type="button"
          className="theme"
          aria-label={texts.theme}
          onClick={() => theme.set(themeShown() === 'dark' ? 'light' : 'dark')}
        >
          <Contrast className="icon" aria-hidden />
        </button>
      </header>
      <main id="main" className={alone ? 'door-body alone' : 'door-body'} tabIndex={-1}>
        <div>
          <h1>{title}</h1>
          {children}
        </div>
        {!alone && <Promises />}
      </main>
      <footer>
        <span>{location.host}</span>
        <span className="push" />
        <a href="/privacy">{texts.privacy}</a>
        <a href="/terms">{texts.terms}</a>
        <a href="/security">{texts.security}</a>
      </footer>
    </div>
  );
}

/** The few published sentences of the front door, each with its place. */
function Promises() {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['policy'],
    queryFn: async ({ signal }) => (await api(listDocuments, {}, signal)).body,
    refetchInterval: false,
  });
  return (
    <aside className="held-words">
      {data?.shown.map(({ id, text, document }) => (
        <p key={id}>
          {text}
          <a className="link" href={`/${document}#${id}`}>
            {texts.readWhereItStands}
          </a>
        </p>
      ))}
    </aside>
  );
}
