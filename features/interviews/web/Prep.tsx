/** The list to go through before an interview: ticked, added to, shortened. */
import { Checkbox, IconButton, TextInput, classes } from '@sotto/ui';
import { X } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import type { InterviewView } from '../api.ts';
import type { InterviewSaving } from './InterviewPage.tsx';
import { texts } from './texts.ts';

export interface PrepProps {
  readonly interview: InterviewView;
  readonly saving: InterviewSaving;
}

export function Prep({ interview, saving }: PrepProps) {
  const [typed, setTyped] = useState('');
  const prep = saving.waiting.prep ?? interview.prep;
  function add(event: SubmitEvent): void {
    event.preventDefault();
    if (typed.trim() === '') return;
    saving.change({ prep: [...prep, { text: typed.trim(), done: false }] });
    setTyped('');
  }
  const tick = (index: number) =>
    saving.change({ prep: prep.map((item, at) => (at === index ? { ...item, done: !item.done } : item)) });
  return (
    <section>
      <div className="section-head">
        <h2>{texts.prep}</h2>
        {prep.length > 0 && (
          <span className="count">
            {prep.filter(({ done }) => done).length}/{prep.length}
          </span>
        )}
      </div>
      <ul className="prep">
        {prep.map((item, index) => (
          // Lines have no identity of their own and are never put in another order.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={`${index} ${item.text}`} className={classes(item.done && 'done')}>
            <Checkbox checked={item.done} onChange={() => tick(index)}>
              {item.text}
            </Checkbox>
            <IconButton
              icon={X}
              size="small"
              label={texts.removeLine(item.text)}
              onClick={() => saving.change({ prep: prep.toSpliced(index, 1) })}
            />
          </li>
        ))}
      </ul>
      <form onSubmit={add} className="prep-add">
        <TextInput
          aria-label={texts.prepAdd}
          placeholder={texts.prepHint}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </section>
  );
}
