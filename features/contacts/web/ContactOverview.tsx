/** What one wants to know of somebody before calling: what was said, how to reach them, which applications they belong to. */
import { applicationLinks } from '@sotto/features/applications/web';
import { IconButton, TextArea } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ContactView } from '../api.ts';
import { contactSections } from './contact-slots.ts';
import { Interactions } from './Interactions.tsx';
import { LinkApplication } from './LinkApplication.tsx';
import type { ContactAutosave } from './queries.ts';
import { texts } from './texts.ts';

export interface ContactOverviewProps {
  readonly contact: ContactView;
  readonly saving: ContactAutosave;
  readonly onDetails: () => void;
}

export function ContactOverview({ contact, saving, onDetails }: ContactOverviewProps) {
  const notes = saving.waiting.notes === undefined ? contact.notes : saving.waiting.notes;
  const [application, ...others] = contact.applications;
  const about = application && others.length === 0 ? { id: application.id, name: application.title } : undefined;
  return (
    <div className="panel-body">
      <div>
        <Interactions of={{ contactId: contact.id }} people={[contact]} about={about} />
        {contactSections.parts().map(({ name, view: Section }) => (
          <Section key={name} contact={contact} />
        ))}
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
            <h3>{texts.reach}</h3>
            <button type="button" className="link" onClick={onDetails}>
              {texts.edit}
            </button>
          </div>
          <Facts contact={contact} onDetails={onDetails} />
        </section>
        <Applications contact={contact} saving={saving} />
      </aside>
    </div>
  );
}

function Facts({ contact, onDetails }: Omit<ContactOverviewProps, 'saving'>) {
  const facts = factsOf(contact);
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
      {facts.map(({ key, label, value }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function factsOf({ emails, phones, links, attributes }: ContactView): { key: string; label: string; value: ReactNode }[] {
  const { fields } = texts;
  return [
    ...emails.map(({ email, label }) => ({
      key: `email ${email}`,
      label: label ?? fields.email,
      value: <a href={`mailto:${encodeURIComponent(email)}`}>{email}</a>,
    })),
    ...phones.map(({ number, label }) => ({ key: `phone ${number}`, label: label ?? fields.number, value: number })),
    ...links.map(({ url, label }) => ({
      key: `link ${url}`,
      label: label ?? fields.url,
      value: (
        <a href={url} target="_blank" rel="noreferrer noopener">
          {url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
        </a>
      ),
    })),
    ...attributes.map(({ name, value }) => ({ key: `attribute ${name} ${value}`, label: name, value })),
  ];
}

function Applications({ contact, saving }: Omit<ContactOverviewProps, 'onDetails'>) {
  const [linking, setLinking] = useState(false);
  const ids = contact.applications.map(({ id }) => id);
  const change = (applicationIds: string[]) => saving.change({ applicationIds });
  return (
    <section>
      <div className="section-head">
        <h3>{texts.applications}</h3>
        <button type="button" className="link" onClick={() => setLinking(true)}>
          {texts.linkApplication}
        </button>
      </div>
      {ids.length === 0 && <p className="faint">{texts.noApplications}</p>}
      <ul className="linked">
        {contact.applications.map(({ id, title, company, stage }) => (
          <li key={id}>
            <span>
              <Link {...applicationLinks.application(id)}>{title}</Link>
              <br />
              <span className="faint">{`${company}, ${stage.name}`}</span>
            </span>
            <IconButton
              icon={X}
              size="small"
              label={texts.unlink(title)}
              onClick={() => change(ids.filter((one) => one !== id))}
            />
          </li>
        ))}
      </ul>
      {linking && (
        <LinkApplication
          name={contact.name}
          linked={ids}
          onLink={(id) => change([...ids, id])}
          onClose={() => setLinking(false)}
        />
      )}
    </section>
  );
}
