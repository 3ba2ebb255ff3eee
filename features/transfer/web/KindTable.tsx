/** What an export of everything holds or brought, kind by kind; and which records cannot come in, and why. */
import { companyLinks } from '@sotto/features/companies/web';
import { contactLinks } from '@sotto/features/contacts/web';
import { documentLinks } from '@sotto/features/documents/web';
import { groupLinks } from '@sotto/features/groups/web';
import { useFormat } from '@sotto/features/settings/web';
import { Block, ColumnHead, Grid, classes } from '@sotto/ui';
import { type Address, Link } from '@sotto/ui/app';
import type { KindCounts, RefusedRecord } from '../api.ts';
import { texts } from './texts-everything.ts';

export interface KindTableProps {
  readonly kinds: readonly KindCounts[];
  /** They are in: kinds that have a page of their own lead there. */
  readonly cameIn: boolean;
}

/** Columns that say nothing of any kind are left out, and so is what says "none". */
const columns = [
  { of: 'new', title: texts.added, past: texts.wasAdded, always: true },
  { of: 'same', title: texts.alreadyHere, past: texts.alreadyHere, always: false },
  { of: 'differs', title: texts.differs, past: texts.differs, always: false },
  { of: 'refused', title: texts.stayOut, past: texts.stayedOutHead, always: false },
] as const;

export function KindTable({ kinds, cameIn }: KindTableProps) {
  const { number } = useFormat();
  const shown = columns.filter(({ of, always }) => always || kinds.some((counts) => counts[of] > 0));
  return (
    <Block title={texts.byKind}>
      {/* What scrolls must be reached by the keyboard (WCAG 2.1.1, axe: scrollable-region-focusable). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="reported" role="region" aria-label={texts.byKind} tabIndex={0}>
        <Grid label={texts.byKind} className="kinds">
          <thead>
            <tr>
              <ColumnHead>{texts.kind}</ColumnHead>
              {shown.map(({ of, title, past }) => (
                <ColumnHead key={of} numeric>
                  {cameIn ? past : title}
                </ColumnHead>
              ))}
            </tr>
          </thead>
          <tbody>
            {kinds.map((counts) => (
              <tr key={counts.kind}>
                <td>{cameIn ? <Named kind={counts.kind} title={counts.title} /> : counts.title}</td>
                {shown.map(({ of }) => (
                  <td key={of} className={classes('num', of === 'refused' && 'late')}>
                    {counts[of] > 0 && number(counts[of])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Grid>
      </div>
    </Block>
  );
}

/** Pages that list a kind. A kind without one is named and leads nowhere. */
const pages: Readonly<Record<string, () => Address>> = {
  applications: () => groupLinks.board(),
  companies: () => companyLinks.list(),
  contacts: () => contactLinks.list(),
  documents: () => documentLinks.list(),
};

function Named({ kind, title }: { readonly kind: string; readonly title: string }) {
  const page = pages[kind];
  if (page === undefined) return title;
  return (
    <Link {...page()} className="link">
      {title}
    </Link>
  );
}

/** `all`: how many there are, of which `refused` are the first. */
export function RefusedList({ refused, all }: { readonly refused: readonly RefusedRecord[]; readonly all: number }) {
  if (refused.length === 0) return null;
  return (
    <Block title={texts.refusedTitle} aside={refused.length < all ? texts.mostRefused(refused.length, all) : undefined}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="reported" role="region" aria-label={texts.refusedTitle} tabIndex={0}>
        <Grid label={texts.refusedTitle}>
          <thead>
            <tr>
              <ColumnHead>{texts.kind}</ColumnHead>
              <ColumnHead>{texts.name}</ColumnHead>
              <ColumnHead>{texts.why}</ColumnHead>
            </tr>
          </thead>
          <tbody>
            {refused.map(({ title, name, why }, index) => (
              // Two records may be refused for the same reason, and have no name.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={index}>
                <td>{title}</td>
                <td className="name">{name || <span className="faint">{texts.nameless}</span>}</td>
                <td>{why}</td>
              </tr>
            ))}
          </tbody>
        </Grid>
      </div>
    </Block>
  );
}

/** How many records of all kinds. */
export function sumOf(kinds: readonly KindCounts[], of: (counts: KindCounts) => number): number {
  return kinds.reduce((sum, counts) => sum + of(counts), 0);
}
