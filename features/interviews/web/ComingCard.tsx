/** An interview that is coming, in one card: when, what, with whom, and what to do about it. */
import './coming.css';
import { buttonClass } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import type { ReactNode } from 'react';
import { CalendarFileLink } from './CalendarFileLink.tsx';
import { interviewLinks } from './links.ts';
import { texts } from './texts.ts';

export interface ComingCardProps {
  readonly id: string;
  /** `14:00`. */
  readonly time: string;
  /** The day, or how long it is until then. */
  readonly beneath: ReactNode;
  readonly title: string;
  readonly about: string;
  /** Where one joins. */
  readonly link: string | null;
  /** It is the next thing to do: joining is the main act. */
  readonly main: boolean;
}

export function ComingCard({ id, time, beneath, title, about, link, main }: ComingCardProps) {
  return (
    <section className="coming">
      <div className="when">
        {time}
        <small>{beneath}</small>
      </div>
      <Link {...interviewLinks.interview(id)} className="what">
        {title}
      </Link>
      <div className="soft">{about}</div>
      <div className="buttons">
        <Link {...interviewLinks.sheet(id)} className={buttonClass({})}>
          {texts.prepare}
        </Link>
        <CalendarFileLink id={id} bare />
        {link !== null && (
          <a className={buttonClass({ look: main ? 'primary' : 'plain' })} href={link} target="_blank" rel="noreferrer noopener">
            {texts.join}
          </a>
        )}
      </div>
    </section>
  );
}
