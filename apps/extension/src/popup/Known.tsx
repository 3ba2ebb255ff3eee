/** What is known already about this posting or its company, before anything is saved. Loaded with the answer that says so. */
import type { Duplicate, DuplicateReport } from '@sotto/features/capture/api';
import { done, Icon } from '../icon.tsx';
import { knownTexts as texts } from '../texts-known.ts';
import type { PopupProps } from './Popup.tsx';

const copies =
  'M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2';

export interface KnownProps extends PopupProps {
  readonly known: DuplicateReport;
}

export function Known({ known, state: { showsAllKnown, connection }, control }: KnownProps) {
  if (known.response === null) return <New />;
  const origin = connection?.origin ?? '';
  const [first, ...others] = known.items;
  const more = known.total - 1;
  return (
    <div class={known.response === 'inform' ? 'note' : 'note warn'}>
      <Icon path={copies} />
      {known.doNotApply !== null && <Unwanted {...known.doNotApply} />}
      {first !== undefined && (
        <>
          <b>{headline(first)}</b>
          <span>{texts.details(dayOf(first), shortened(first.title), stateOf(first), first.group.name)}</span>
          <span class="acts">
            <a class="link" href={addressOf(first, origin)} target="_blank" rel="noreferrer">
              {texts.openIt}
            </a>
            {more > 0 && !showsAllKnown && (
              <button type="button" class="link" onClick={control.showAllKnown}>
                {texts.seeMore(more)}
              </button>
            )}
          </span>
        </>
      )}
      {showsAllKnown && <Others items={others} unlisted={known.total - known.items.length} origin={origin} />}
    </div>
  );
}

function New() {
  return (
    <div class="note">
      <Icon path={done} />
      <b>{texts.isNew}</b>
      <span>{texts.isNewMore}</span>
    </div>
  );
}

function Unwanted({ company, reason }: NonNullable<DuplicateReport['doNotApply']>) {
  return (
    <>
      <b>{texts.doNotApply(company.name)}</b>
      <span>{reason ?? texts.noReason}</span>
    </>
  );
}

interface OthersProps {
  readonly items: readonly Duplicate[];
  /** How many more there are than the server tells one by one. */
  readonly unlisted: number;
  readonly origin: string;
}

function Others({ items, unlisted, origin }: OthersProps) {
  return (
    <ul class="known">
      {items.map((item) => (
        <li key={item.id}>
          <span>
            <b>{shortened(item.title)}</b>
            <br />
            {texts.other(texts.day(item.appliedOn !== null, dayOf(item)), stateOf(item), item.group.name)}
          </span>
          <a
            class="link"
            href={addressOf(item, origin)}
            target="_blank"
            rel="noreferrer"
            aria-label={texts.openNamed(item.title)}
          >
            {texts.openIt}
          </a>
        </li>
      ))}
      {unlisted > 0 && <li>{texts.andMore(unlisted)}</li>}
    </ul>
  );
}

const addressOf = ({ id }: Duplicate, origin: string) => `${origin}/board/${id}`;

/** Day and month; the year where it is another one. */
function dayOf({ on }: Duplicate): string {
  const day = new Date(`${on}T00:00`);
  const isThisYear = day.getFullYear() === new Date().getFullYear();
  return day.toLocaleDateString(undefined, { day: 'numeric', month: 'long', ...(!isThisYear && { year: 'numeric' }) });
}

/** Letters that turn the direction of those after them: a stored title shall not turn the sentence it stands in. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A title is told within a sentence: of a very long one the beginning does. */
function shortened(title: string): string {
  const plain = title.replace(turning, '');
  return plain.length > 60 ? `${plain.slice(0, 59).trimEnd()}…` : plain;
}

function headline({ level, appliedOn, company }: Duplicate): string {
  if (level === 'same_posting') return appliedOn === null ? texts.sameSaved : texts.sameApplied(company.name);
  if (appliedOn !== null) return texts.applied(company.name);
  return level === 'similar' ? texts.similarSaved(company.name) : texts.saved(company.name);
}

const ended = new Set(['won', 'lost', 'lost_by_me', 'silent']);

function stateOf({ outcome, stage }: Duplicate): string {
  if (outcome !== null) return texts.outcome[outcome];
  return ended.has(stage.kind) ? stage.name : texts.open;
}
