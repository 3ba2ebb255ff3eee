/** What is known already about this posting or its company, before anything is saved. Loaded with the answer that says so. */
import type { Duplicate, DuplicateReport } from '@sotto/features/capture/api';
import { Icon, type IconPaths } from '../icon.tsx';
import { knownTexts as texts } from '../texts-known.ts';
import type { PopupProps } from './Popup.tsx';

const copies: IconPaths = [
  'M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2',
  'M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2',
];

export interface KnownProps extends PopupProps {
  readonly known: DuplicateReport;
  /** Of the server, for links to what is there. */
  readonly origin: string;
}

export function Known({ known, origin, state: { showsAllKnown }, control }: KnownProps) {
  if (known.response === null) return null;
  const [first, ...others] = known.items;
  const shown = showsAllKnown ? others : [];
  const more = known.total - 1;
  return (
    <div class={known.response === 'inform' ? 'note' : 'note warn'} role="status">
      <Icon paths={copies} />
      {known.doNotApply !== null && <Unwanted {...known.doNotApply} />}
      {first !== undefined && <Item item={first} origin={origin} isFirst />}
      {shown.map((item) => (
        <Item key={item.id} item={item} origin={origin} />
      ))}
      {more > 0 && !showsAllKnown && (
        <button type="button" class="link" onClick={control.showAllKnown}>
          {texts.seeMore(more)}
        </button>
      )}
      {showsAllKnown && known.total > known.items.length && <span>{texts.andMore(known.total - known.items.length)}</span>}
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

function Item({
  item,
  origin,
  isFirst = false,
}: {
  readonly item: Duplicate;
  readonly origin: string;
  readonly isFirst?: boolean;
}) {
  const day = new Date(`${item.on}T00:00`).toLocaleDateString(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
  return (
    <div class="known-one">
      <b>{headline(item)}</b>
      <span>{texts.details(day, item.title, stateOf(item), item.group.name)}</span>
      <a
        class="link"
        href={`${origin}/board/${item.id}`}
        target="_blank"
        rel="noreferrer"
        aria-label={isFirst ? undefined : texts.openNamed(item.title)}
      >
        {texts.openIt}
      </a>
    </div>
  );
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
