/** In the head of an application's timeline: notes a talk or mail about it. */
import type { PanelPartProps } from '@sotto/features/applications/web';
import { useState } from 'react';
import { InteractionDialog } from './InteractionDialog.tsx';
import { useContacts } from './queries.ts';
import { texts } from './texts.ts';

export default function TimelineAct({ application }: PanelPartProps) {
  const [open, setOpen] = useState(false);
  const people = (useContacts().data ?? []).filter(({ applicationIds }) => applicationIds.includes(application.id));
  return (
    <>
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {texts.interaction.addToTimeline}
      </button>
      {open && (
        <InteractionDialog
          present={null}
          people={people.length === 1 ? people : []}
          about={{ id: application.id, name: application.title }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
