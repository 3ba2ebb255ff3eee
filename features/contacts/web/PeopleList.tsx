/** A few people beside what they belong to: who, and what they do there. */
import './contacts.css';
import { Link } from '@sotto/ui/app';
import { User } from 'lucide-react';
import type { ContactRow } from '../api.ts';
import { contactLinks } from './links.ts';
import { texts } from './texts.ts';
import { whatTheyDo } from './what-they-do.ts';

export interface PeopleListProps {
  /** `undefined`: on their way. */
  readonly people: readonly ContactRow[] | undefined;
  readonly onAdd: () => void;
}

export function PeopleList({ people, onAdd }: PeopleListProps) {
  return (
    <section>
      <div className="section-head">
        <h3>{texts.people}</h3>
        {people !== undefined && people.length > 0 && <span className="count">{people.length}</span>}
        <button type="button" className="link" onClick={onAdd}>
          {texts.add}
        </button>
      </div>
      {people?.length === 0 && <p className="faint">{texts.nobodyHere}</p>}
      <ul className="people">
        {people?.map(({ id, name, role, kind }) => (
          <li key={id}>
            <User className="icon" aria-hidden />
            <Link {...contactLinks.contact(id)}>{name}</Link>
            <span className="faint">{whatTheyDo({ role, kind })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
