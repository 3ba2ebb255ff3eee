/** Imports so far, each with its way back. */
import { useFormat } from '@sotto/features/settings/web';
import { Block, Button, Empty, Line, Skeleton, buttonClass } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import type { ImportView } from '../api.ts';
import { transferLinks } from './links.ts';
import { useImports, useTakeBack } from './queries.ts';
import { texts } from './texts.ts';

/** `quiet`: nothing at all while there are none. */
export function ImportsList({ quiet = false }: { readonly quiet?: boolean }) {
  const imports = useImports();
  if (quiet && (imports === undefined || imports.length === 0)) return null;
  return (
    <Block title={texts.imports} aside={texts.importsAside}>
      {imports === undefined && <Skeleton lines={2} height="2rem" />}
      {imports?.length === 0 && (
        <Empty
          title={texts.noImports}
          action={
            <Link {...transferLinks.import()} className={buttonClass({})}>
              {texts.importAct}
            </Link>
          }
        >
          {texts.noImportsLead}
        </Empty>
      )}
      {imports?.map((one) => (
        <ImportLine key={one.id} import={one} />
      ))}
    </Block>
  );
}

function ImportLine({ import: { id, name, label, state, startedAt, counts, undoableUntil } }: { readonly import: ImportView }) {
  const { moment } = useFormat();
  const takeBack = useTakeBack();
  const about = [
    label,
    moment(startedAt),
    texts.importLine(counts.new, counts.update),
    state === 'done' ? null : texts.states[state],
  ];
  const title = (
    <Link {...transferLinks.report(id)} className="link">
      {name}
    </Link>
  );
  return (
    <Line name={title} sub={about.filter((part) => part !== null).join(' · ')}>
      {undoableUntil !== null && (
        <Button
          size="small"
          aria-label={texts.takeBackOf(name)}
          disabled={takeBack.isPending}
          onClick={() => takeBack.mutate(id)}
        >
          {texts.takeBackShort}
        </Button>
      )}
    </Line>
  );
}
