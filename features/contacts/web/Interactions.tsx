/** What was said, newest first, and the way to note more. */
import { useFormat } from '@sotto/features/settings/web';
import { Link } from '@sotto/ui/app';
import { applicationLinks } from '@sotto/features/applications/web';
import type { NamedRef } from '@sotto/domain';
import { useState } from 'react';
import type { InteractionView } from '../api.ts';
import { InteractionDialog } from './InteractionDialog.tsx';
import { type InteractionsOf, icons, partyOf, titleOf, useInteractions } from './interactions.ts';
import { texts } from './texts.ts';

export interface InteractionsProps {
  readonly of: InteractionsOf;
  /** Who is named in a new one. */
  readonly people: readonly NamedRef[];
  /** The company a new one is with, where it names nobody. */
  readonly company?: NamedRef;
  /** The application a new one is about, unless said otherwise. */
  readonly about?: NamedRef | undefined;
}

export function Interactions({ of, people, company, about }: InteractionsProps) {
  const interactions = useInteractions(of);
  const [open, setOpen] = useState<InteractionView | 'new' | null>(null);
  return (
    <section>
      <div className="section-head">
        <h3>{texts.interactions}</h3>
        <button type="button" className="link" onClick={() => setOpen('new')}>
          {texts.interaction.note}
        </button>
      </div>
      {interactions?.length === 0 && <p className="faint">{texts.interaction.empty}</p>}
      <ol className="timeline">
        {interactions?.map((interaction) => (
          <Row key={interaction.id} interaction={interaction} onEdit={() => setOpen(interaction)} />
        ))}
      </ol>
      {open !== null && (
        <InteractionDialog
          present={open === 'new' ? null : open}
          people={people}
          company={company}
          about={about}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}

const dayLetters = 10;

function Row({ interaction, onEdit }: { readonly interaction: InteractionView; readonly onEdit: () => void }) {
  const format = useFormat();
  const { at, notes, application } = interaction;
  const Icon = icons[interaction.kind];
  const party = partyOf(interaction);
  return (
    <li>
      <time dateTime={at} title={at.length > dayLetters ? format.moment(at) : undefined}>
        {format.day(at.length > dayLetters ? format.dateOf(at) : at)}
      </time>
      <span className="node">
        <Icon className="icon small" aria-hidden />
      </span>
      <p>
        <button type="button" className="talk-title" aria-label={texts.interaction.edit(titleOf(interaction))} onClick={onEdit}>
          {titleOf(interaction)}
        </button>{' '}
        {party}
        {application && (
          <>
            {party ? ', ' : ''}
            <Link {...applicationLinks.application(application.id)}>{application.name}</Link>
          </>
        )}
        {notes !== null && <span className="step-note">{notes}</span>}
      </p>
    </li>
  );
}
