/** What a feed is called, tells and holds, and how long. */
import { useFormat } from '@sotto/features/settings/web';
import { Button, Checkbox, type Choice, DialogBody, DialogFoot, Field, Note, Segments, TextInput } from '@sotto/ui';
import { fieldError } from '@sotto/ui/app';
import { type SubmitEvent, useState } from 'react';
import { feedDetails, longestFeedDays, type FeedContents, type NewFeed } from '../api.ts';
import { formError } from './queries.ts';
import { texts } from './texts.ts';

interface FeedFormProps {
  readonly initial: NewFeed;
  readonly act: string;
  readonly doing: { readonly isPending: boolean; readonly error: unknown };
  readonly onSubmit: (feed: NewFeed) => void;
  readonly onClose: () => void;
}

interface PartProps {
  readonly feed: NewFeed;
  readonly onChange: (part: Partial<NewFeed>) => void;
}

export function FeedForm({ initial, act, doing, onSubmit, onClose }: FeedFormProps) {
  const [feed, setFeed] = useState(initial);
  const change = (part: Partial<NewFeed>) => setFeed({ ...feed, ...part });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!doing.isPending) onSubmit(feed);
  };
  const wrong = formError(doing.error, ['name', 'expiresOn']);
  return (
    <form onSubmit={submit}>
      <DialogBody>
        {wrong !== null && <Note tone="bad" title={wrong} />}
        <Field label={texts.name} help={texts.nameHelp} error={fieldError(doing.error, 'name')}>
          <TextInput
            value={feed.name}
            onChange={(event) => change({ name: event.target.value })}
            maxLength={100}
            autoFocus
            required
          />
        </Field>
        <HowMuch feed={feed} onChange={change} />
        <WhatIsIn feed={feed} onChange={change} />
        <HowLong feed={feed} onChange={change} error={fieldError(doing.error, 'expiresOn')} />
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button type="submit" look="primary">
          {act}
        </Button>
      </DialogFoot>
    </form>
  );
}

function HowMuch({ feed, onChange }: PartProps) {
  return (
    <fieldset className="feed-details">
      <legend>{texts.howMuch}</legend>
      {feedDetails.map((detail) => (
        <label key={detail} data-chosen={feed.detail === detail || undefined}>
          <input type="radio" name="detail" checked={feed.detail === detail} onChange={() => onChange({ detail })} />
          <span>
            {texts.details[detail].name}
            <span className="says">{texts.details[detail].says}</span>
            <span className="example">{texts.details[detail].example}</span>
          </span>
        </label>
      ))}
      {feed.detail === 'full' && (
        <Checkbox checked={feed.notes} onChange={(event) => onChange({ notes: event.target.checked })}>
          <span>
            {texts.notes}
            <span className="says">{texts.notesSays}</span>
          </span>
        </Checkbox>
      )}
    </fieldset>
  );
}

const contents = [
  { value: 'interviews', label: texts.contents.interviews },
  { value: 'everything', label: texts.contents.everything },
] as const satisfies readonly Choice<FeedContents>[];

function WhatIsIn({ feed, onChange }: PartProps) {
  return (
    <div className="field">
      <span className="label">{texts.whatIsIn}</span>
      <Segments<FeedContents>
        label={texts.whatIsIn}
        choices={contents}
        value={feed.contents}
        onChange={(chosen) => onChange({ contents: chosen })}
      />
      <span className="hint">{texts.contentsSay[feed.contents]}</span>
    </div>
  );
}

const spans = ['never', 'half', 'year', 'day'] as const;
type Span = (typeof spans)[number];
const choices = spans.map((span) => ({ value: span, label: texts.spans[span] }));
const days = { half: 182, year: 365 } as const;

function HowLong({ feed, onChange, error }: PartProps & { readonly error: string | undefined }) {
  const format = useFormat();
  const [span, setSpan] = useState<Span>(feed.expiresOn === null ? 'never' : 'day');
  function choose(next: Span) {
    setSpan(next);
    if (next !== 'day') onChange({ expiresOn: next === 'never' ? null : dateIn(days[next]) });
    else if (feed.expiresOn === null) onChange({ expiresOn: dateIn(days.half) });
  }
  return (
    <div className="field">
      <span className="label">{texts.lasts}</span>
      <Segments<Span> label={texts.lasts} choices={choices} value={span} onChange={choose} />
      {span === 'day' ? (
        <Field label={texts.lastDay} help={texts.lastDayHelp} error={error}>
          <TextInput
            type="date"
            value={feed.expiresOn ?? ''}
            min={dateIn(0)}
            max={dateIn(longestFeedDays)}
            onChange={(event) => onChange({ expiresOn: event.target.value })}
            required
          />
        </Field>
      ) : (
        <span className="hint">
          {error ?? (feed.expiresOn === null ? texts.untilRevoked : texts.worksUntil(format.longDay(feed.expiresOn)))}
        </span>
      )}
    </div>
  );
}

function dateIn(daysAway: number): string {
  return new Date(Date.now() + daysAway * 86_400_000).toISOString().slice(0, 10);
}
