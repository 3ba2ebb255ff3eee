/**
 * Choosing the record something is about, by kind and name: for forms that load on demand.
 *
 * `useAbout` holds what is said in a form, `AboutFields` shows it.
 */
import { Field, NativeSelect } from '@sotto/ui';
import { Combobox } from '@sotto/ui/choice';
import { useDeferredValue, useState } from 'react';
import { type Choice, useChoices } from './choices.ts';
import { type AnyKind, chosenOf, type Named, nameOf, type Said, saying } from './chosen.ts';
import { texts } from './texts.ts';

/** What is said in a form. */
export interface About<Kind extends AnyKind> {
  readonly kinds: readonly Kind[];
  readonly said: Said<Kind>;
  readonly say: (said: Said<Kind>) => void;
  readonly choices: readonly Choice[];
  /** `null`: nothing; `undefined`: a kind was named, but no record of it. */
  readonly chosen: Named<Kind> | null | undefined;
}

/** Begins with `now`: what it is about as yet. */
export function useAbout<Kind extends AnyKind>(kinds: readonly Kind[], now: Named<Kind> | null): About<Kind> {
  const [said, say] = useState<Said<Kind>>({ kind: now?.kind ?? null, words: now === null ? '' : nameOf(now), taken: now });
  // What is taken is looked for no more.
  const choices = useChoices(said.taken === null ? said.kind : null, useDeferredValue(said.words));
  return { kinds, said, say, choices, chosen: chosenOf(said, now, choices) };
}

interface AboutFieldsProps<Kind extends AnyKind> {
  readonly about: About<Kind>;
  /** Something was to be saved: what is missing is said. */
  readonly asked: boolean;
  /** What the server says of it. */
  readonly error?: string | undefined;
}

export function AboutFields<Kind extends AnyKind>({ about, asked, error }: AboutFieldsProps<Kind>) {
  const { kinds, said, say, choices, chosen } = about;
  return (
    <>
      <Field label={texts.about} optional={texts.optional} error={said.kind === null ? error : undefined}>
        <NativeSelect
          value={said.kind ?? ''}
          onChange={(next) => say({ kind: kinds.find((one) => one === next) ?? null, words: '', taken: null })}
        >
          <option value="">{texts.nothing}</option>
          {kinds.map((one) => (
            <option key={one} value={one}>
              {texts.kinds[one]}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {said.kind !== null && (
        <Field
          label={texts.which[said.kind]}
          help={chosen === undefined ? texts.begin : undefined}
          error={asked && chosen === undefined ? texts.choose : error}
        >
          <Combobox
            value={said.words}
            onChange={(words, isTaken) => say(saying(said, { words, isTaken, choices }))}
            suggestions={chosen ? [] : choices.map(({ label, end }) => ({ value: label, end }))}
          />
        </Field>
      )}
    </>
  );
}
