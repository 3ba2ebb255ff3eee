/** Lists of a page: which choice says what one means, and whether one has chosen already. */
import { radiosOf, wordsIn, type Control } from './fields.ts';
import { plain } from './plain.ts';

export interface Choice {
  /** As the page calls it. */
  readonly text: string;
  readonly value: string;
}

/** What a list or a set of radio buttons offers; empty for anything else. */
export function choicesOf(control: Control): Choice[] {
  // Safe, here and below: told apart by names and types, which are those of these elements.
  if (control.localName === 'select')
    return [...(control as HTMLSelectElement).options]
      .filter(({ disabled }) => !disabled)
      .map(({ text, value }) => ({ text, value }));
  if (control.type !== 'radio') return [];
  return radiosOf(control).map((radio) => ({
    text: wordsIn(radio.labels?.[0] ?? radio.nextSibling ?? radio, 120),
    value: radio.value,
  }));
}

/** The choice that says one of these, the first spelling that fits; `null`: none does, or two do. */
export function choiceFor(choices: readonly Choice[], spellings: readonly string[]): Choice | null {
  const plains = choices.map((choice) => ({ choice, text: plain(choice.text), value: plain(choice.value) }));
  for (const spelling of spellings.map(plain)) {
    const same = plains.find(({ text }) => text === spelling) ?? plains.find(({ value }) => value === spelling);
    if (same) return same.choice;
  }
  for (const spelling of spellings.map(plain).filter(({ length }) => length > 3)) {
    const near = plains.filter(({ text }) => text.startsWith(`${spelling} `) || text.endsWith(` ${spelling}`));
    if (near.length === 1 && near[0]) return near[0].choice;
  }
  return null;
}

const yes = /^(?:yes|ja|oui|si|sim|tak|ano|да|так|はい)(?= |$)/u;
const no = /^(?:no|nein|non|nao|nie|ne|nej|nei|нет|ні|いいえ)(?= |$)/u;

/** The one choice that begins with yes, or with no; `null`: none does, or several do. */
export function choiceOfAnswer(choices: readonly Choice[], isYes: boolean): Choice | null {
  const fitting = choices.filter(({ text }) => (isYes ? yes : no).test(plain(text)));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

const isPrompt = (text: string) =>
  text === '' ||
  /^(?:(?:please )?(?:select|choose|pick)|bitte|wahlen|none|no selection|not specified|seleccion|selecion|selez|choisi|wybierz|vyber|zvolte|выберите|оберіть|valj|velg|kies|選択|any)/u.test(
    text,
  );

/** Something stands in it that the page did not put there as a prompt. A list that shows `wanted` already is not taken. */
export function isTaken(control: Control, wanted: Choice | null): boolean {
  if (control.localName === 'select') {
    const { selectedIndex, options } = control as HTMLSelectElement;
    const chosen = options[selectedIndex];
    // What a page has chosen itself, as a shop does with its own country, nobody has answered yet.
    const first = [...options].findIndex(({ disabled }) => !disabled);
    const isAnswered =
      chosen !== undefined &&
      selectedIndex > first &&
      !chosen.defaultSelected &&
      chosen.value !== '' &&
      !isPrompt(plain(chosen.text));
    return isAnswered && chosen.value !== wanted?.value;
  }
  if (control.type === 'radio') return radiosOf(control).some(({ checked }) => checked);
  if (control.type === 'file') return ((control as HTMLInputElement).files?.length ?? 0) > 0;
  if (control.localName === 'button') return !isPrompt(plain(wordsIn(control)));
  const shown = control.value.trim();
  // What masks and country pickers put there by themselves: a dial code, an empty pattern, the beginning of an address.
  return shown !== '' && !/^(?:\+\d{1,4}|[\s()_./+-]+|https?:\/\/|\+?\d{0,3}[\s()_-]+)$/.test(shown);
}
