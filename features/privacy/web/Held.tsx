import { useFormat } from '@sotto/features/settings/web';
import { Block, Button } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import { useState } from 'react';
import type { HeldItem } from '../api.ts';
import { seenAt } from './seen-at.ts';
import { headingTexts, liesTexts, texts } from './texts.ts';

/** Everything that is held, counted, and on demand what a row of each says word for word. */
export function Held({ items }: { readonly items: readonly HeldItem[] }) {
  const format = useFormat();
  const [isExact, setExact] = useState(false);
  const sum = items.reduce((total, { count }) => total + count, 0);
  return (
    <Block
      title={texts.held}
      aside={texts.things(format.number(sum))}
      actions={
        <Button size="small" aria-pressed={isExact} onClick={() => setExact(!isExact)}>
          {isExact ? texts.lessExactly : texts.exactly}
        </Button>
      }
    >
      <Items items={items} isExact={isExact} />
    </Block>
  );
}

/** Heading by heading, in the order in which they came; in short, what there is nothing of is only named. */
function Items({ items, isExact }: { readonly items: readonly HeldItem[]; readonly isExact: boolean }) {
  const headings = [...new Set(items.map(({ heading }) => heading))];
  return (
    <table className="held" aria-label={texts.held}>
      <thead>
        <tr>
          <th scope="col">{texts.what}</th>
          <th scope="col" className="num">
            {texts.howMany}
          </th>
          <th scope="col">{texts.whatFor}</th>
          <th scope="col">{texts.until}</th>
        </tr>
      </thead>
      {headings.map((heading) => (
        <tbody key={heading}>
          <tr className="heading">
            <th scope="rowgroup" colSpan={4}>
              {headingTexts[heading]}
            </th>
          </tr>
          <Heading items={items.filter((item) => item.heading === heading)} isExact={isExact} />
        </tbody>
      ))}
    </table>
  );
}

function Heading({ items, isExact }: { readonly items: readonly HeldItem[]; readonly isExact: boolean }) {
  const shown = isExact ? items : items.filter(({ count }) => count > 0);
  const nothing = items.filter((item) => !shown.includes(item));
  return (
    <>
      {shown.map((item) => (
        <Item key={item.name} item={item} isExact={isExact} />
      ))}
      {nothing.length > 0 && (
        <tr className="nothing">
          <td colSpan={4}>{texts.noneOf(nothing.map(({ title }) => title).join('\u00a0· '))}</td>
        </tr>
      )}
    </>
  );
}

function Item({ item, isExact }: { readonly item: HeldItem; readonly isExact: boolean }) {
  const format = useFormat();
  const { title, count, purpose, until } = item;
  const to = seenAt(item);
  return (
    <tr>
      <th scope="row">
        {to === null ? (
          title
        ) : (
          <Link to={to} className="link">
            {title}
          </Link>
        )}
      </th>
      <td className={count === 0 ? 'num faint' : 'num'}>{count === 0 ? texts.none : format.number(count)}</td>
      <td>
        {purpose}
        {isExact && <Exactly item={item} />}
      </td>
      <td>{until}</td>
    </tr>
  );
}

/** What a row says, word for word, and which part of it only the person's key opens. */
function Exactly({ item: { lies, sealed, readable } }: { readonly item: HeldItem }) {
  return (
    <dl>
      <dt>{texts.liesIn}</dt>
      <dd>{liesTexts[lies]}</dd>
      {sealed.length > 0 && (
        <>
          <dt>{texts.sealed}</dt>
          <dd>{sealed.join(', ')}</dd>
        </>
      )}
      <dt>{sealed.length > 0 ? texts.readable : texts.readableAll}</dt>
      <dd>{readable.join(', ')}</dd>
    </dl>
  );
}
