import { useFormat } from '@sotto/features/settings/web';
import { Block, Empty, Skeleton } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useQuery } from '@tanstack/react-query';
import { type DisclosureView, listDisclosures } from '../api.ts';
import { texts } from './texts.ts';

/** What was handed over because the law left no choice, the latest first. The styles are those of the page it stands on. */
export default function Disclosures() {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['privacy', 'disclosures'],
    queryFn: async ({ signal }) => (await api(listDisclosures, {}, signal)).body.items,
  });
  return <Block title={texts.title}>{data ? <Listed disclosures={data} /> : <Skeleton lines={1} height="1.25rem" />}</Block>;
}

function Listed({ disclosures }: { readonly disclosures: readonly DisclosureView[] }) {
  const format = useFormat();
  if (disclosures.length === 0) return <Empty title={texts.none}>{texts.noneLead}</Empty>;
  return (
    <ol className="log">
      {disclosures.map(({ id, at, reference, jurisdiction, fields }) => (
        <li key={id}>
          <span className="medium">{texts.demand(reference, jurisdiction)}</span>
          <span className="soft">{byList(fields, format.number).join('; ')}</span>
          <time className="faint" dateTime={at}>
            {format.moment(at)}
          </time>
        </li>
      ))}
    </ol>
  );
}

/** `applications: title (12), url (9)`, with how many values of each. */
function byList(fields: DisclosureView['fields'], inWords: (count: number) => string): string[] {
  const lists = Map.groupBy(fields, ({ name }) => name.slice(0, name.indexOf('.')));
  return [...lists].map(([list, each]) =>
    texts.list(list, each.map(({ name, count }) => `${name.slice(list.length + 1)} (${inWords(count)})`).join(', ')),
  );
}
