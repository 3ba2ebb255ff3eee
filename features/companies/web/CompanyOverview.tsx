/** What one wants to know of an employer at a glance: what other features tell, notes, and the facts at the side. */
import { type Address, placeOf } from '@sotto/domain';
import { TextArea } from '@sotto/ui';
import type { ReactNode } from 'react';
import type { CompanyView } from '../api.ts';
import { companySections, type CompanySection } from './company-slots.ts';
import type { CompanyAutosave } from './queries.ts';
import { texts } from './texts.ts';

export interface CompanyOverviewProps {
  readonly company: CompanyView;
  readonly saving: CompanyAutosave;
  readonly onDetails: () => void;
}

export function CompanyOverview({ company, saving, onDetails }: CompanyOverviewProps) {
  const notes = saving.waiting.notes === undefined ? company.notes : saving.waiting.notes;
  return (
    <div className="panel-body">
      <div>
        <Sections place="main" company={company} />
        <section>
          <div className="section-head">
            <h3 id="notes-head">{texts.notes}</h3>
          </div>
          <TextArea
            aria-labelledby="notes-head"
            className="notes"
            rows={5}
            placeholder={texts.notesHint}
            value={notes ?? ''}
            onChange={(event) => saving.change({ notes: event.target.value || null })}
            onBlur={saving.flush}
          />
        </section>
      </div>
      <aside>
        <section>
          <div className="section-head">
            <h3>{texts.facts}</h3>
            <button type="button" className="link" onClick={onDetails}>
              {texts.edit}
            </button>
          </div>
          <Facts company={company} onDetails={onDetails} />
        </section>
        <Sections place="aside" company={company} />
      </aside>
    </div>
  );
}

/** What other features put at this place. */
function Sections({ place, company }: { readonly place: CompanySection['place']; readonly company: CompanyView }) {
  return companySections
    .parts()
    .filter((section) => section.place === place)
    .map(({ name, view: Section }) => <Section key={name} company={company} />);
}

function Facts({ company, onDetails }: { readonly company: CompanyView; readonly onDetails: () => void }) {
  const facts = factsOf(company);
  if (facts.length === 0) {
    return (
      <p className="faint">
        {texts.nothingYet}{' '}
        <button type="button" className="link" onClick={onDetails}>
          {texts.addFacts}
        </button>
      </p>
    );
  }
  return (
    <dl className="facts-list">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What is known, in the order in which one asks. */
function factsOf(company: CompanyView): [label: string, value: ReactNode][] {
  const { fields, columns, alsoKnown, types, desirabilities } = texts;
  const all: [string, ReactNode][] = [
    [alsoKnown, company.aliases.join(', ')],
    [fields.type, company.type && types[company.type]],
    [fields.size, company.size],
    [fields.domain, company.domain],
    [fields.linkedinUrl, company.linkedinUrl && <Outside url={company.linkedinUrl} />],
    [fields.address, addressInWords(company.address)],
    [columns.desirability, company.desirability && desirabilities[company.desirability]],
  ];
  return all.filter(([, value]) => Boolean(value));
}

function Outside({ url }: { readonly url: string }) {
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {new URL(url).pathname.split('/').findLast((part) => part !== '') ?? url}
    </a>
  );
}

/** Town and country in one line; `null`: neither is known. */
export function placeInWords(address: Address | null | undefined): string | null {
  return address ? placeOf(address) : null;
}

function addressInWords(address: Address | null): string | null {
  if (address === null) return null;
  const { street1, street2, postalCode, city, region, country } = address;
  const town = [postalCode, city].filter(Boolean).join(' ');
  return [street1, street2, town, region, country].filter(Boolean).join(', ');
}
