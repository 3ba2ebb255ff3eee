/** One person with an address of their own: how to reach them, where they are, what was said, and every field. */
import '@sotto/ui/record.css';
import './contacts.css';
import { companyLinks } from '@sotto/features/companies/web';
import { openLetter } from '@sotto/features/templates/web';
import { Button, IconButton, Menu, Panel, Tabs, buttonClass } from '@sotto/ui';
import { Link, useClose, useParams, useShortcut, useTitle } from '@sotto/ui/app';
import { Neighbours, PendingPanel } from '@sotto/ui/records';
import { Download, Ellipsis, Mail, Phone, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import type { ContactView } from '../api.ts';
import { ContactDetails } from './ContactDetails.tsx';
import { ContactOverview } from './ContactOverview.tsx';
import { contactLinks } from './links.ts';
import { useContact, useContactAutosave, useDeleteContact } from './queries.ts';
import { texts } from './texts.ts';

const tabNames = ['overview', 'details'] as const;
type TabName = (typeof tabNames)[number];

export function ContactPanel() {
  const { contactId = '' } = useParams();
  const query = useContact(contactId);
  const close = useClose(contactLinks.list);
  if (query.data) return <Opened key={contactId} contact={query.data} onClose={close} />;
  return <PendingPanel words={texts} isGone={query.isError} list={contactLinks.list()} onClose={close} />;
}

function Opened({ contact, onClose }: { readonly contact: ContactView; readonly onClose: () => void }) {
  const [tab, setTab] = useState<TabName>('overview');
  const saving = useContactAutosave(contact);
  useTitle(contact.name);
  useShortcut('e', texts.keys.edit, () => setTab('details'));
  return (
    <Panel label={contact.name} onClose={onClose}>
      <div className="panel-bar">
        {contact.kind === null ? texts.contacts : texts.kinds[contact.kind]}
        <span className="push" />
        <Neighbours id={contact.id} next={texts.keys.next} previous={texts.keys.previous} />
        <IconButton icon={X} label={texts.close} keys="Esc" onClick={onClose} />
      </div>
      <header className="panel-head">
        <h2>{saving.waiting.name ?? contact.name}</h2>
        <Where contact={contact} />
        <div className="buttons">
          <Reach contact={contact} />
          <Button onClick={() => openLetter({ contactId: contact.id, applicationId: contact.applications[0]?.id })}>
            {texts.fromTemplate}
          </Button>
          <MoreMenu contact={contact} onClose={onClose} />
          <span className="push faint" role="status">
            {texts.state[saving.state]}
          </span>
        </div>
      </header>
      <Tabs
        label={contact.name}
        tabs={tabNames.map((value) => ({ value, label: texts.tabs[value] }))}
        value={tab}
        onChange={setTab}
      >
        <div className="panel-scroll">
          {tab === 'overview' && <ContactOverview contact={contact} saving={saving} onDetails={() => setTab('details')} />}
          {tab === 'details' && <ContactDetails contact={contact} saving={saving} />}
        </div>
      </Tabs>
    </Panel>
  );
}

function Where({ contact: { role, companies } }: { readonly contact: ContactView }) {
  if (role === null && companies.length === 0) return null;
  return (
    <div className="where">
      {role}
      {companies.map(({ id, name }, index) => (
        <span key={id}>
          {(index > 0 || role !== null) && ' · '}
          <Link {...companyLinks.company(id)}>{name}</Link>
        </span>
      ))}
    </div>
  );
}

/** Opens the person's own mail program or telephone; nothing is sent by Sotto. */
function Reach({ contact: { emails, phones } }: { readonly contact: ContactView }) {
  const [email] = emails;
  const [phone] = phones;
  return (
    <>
      {email && (
        <a className={buttonClass({})} href={`mailto:${encodeURIComponent(email.email)}`}>
          <Mail className="icon" aria-hidden />
          {texts.write}
        </a>
      )}
      {phone && (
        <a className={buttonClass({})} href={`tel:${phone.number.replaceAll(/[^\d+]/g, '')}`}>
          <Phone className="icon" aria-hidden />
          {texts.call}
        </a>
      )}
    </>
  );
}

function MoreMenu({ contact, onClose }: { readonly contact: ContactView; readonly onClose: () => void }) {
  const remove = useDeleteContact();
  // Closed first: what is being deleted must not be asked for again.
  const deleteIt = () => {
    onClose();
    remove.mutate(contact);
  };
  return (
    <Menu
      label={texts.more}
      items={[
        { id: 'vcard', label: texts.asVcard, icon: Download, run: () => location.assign(contactLinks.vcard(contact.id)) },
        { id: 'delete', label: texts.remove, icon: Trash2, danger: true, run: deleteIt },
      ]}
      trigger={(props) => <IconButton icon={Ellipsis} label={texts.more} look="plain" {...props} />}
    />
  );
}
