/** Where people come from: for each place what it gives and how one gets it. One is open at a time. */
import { Block } from '@sotto/ui';
import { ChevronRight } from 'lucide-react';
import { type Origin, origins, texts } from './texts-bring.ts';

export function Origins() {
  return (
    <Block title={texts.origins} aside={texts.originsAside}>
      <div className="origins">
        {origins.map((origin) => (
          <OneOrigin key={origin.name} origin={origin} />
        ))}
      </div>
    </Block>
  );
}

function OneOrigin({ origin: { name, gives, steps, note } }: { readonly origin: Origin }) {
  return (
    <details className="origin" name="origin">
      <summary>
        <ChevronRight className="icon small" aria-hidden />
        <b>{name}</b> <span>{gives}</span>
      </summary>
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {note !== undefined && <p className="soft">{note}</p>}
    </details>
  );
}
