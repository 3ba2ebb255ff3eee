/** Finds fields and fills those that were chosen. Between the two calls it keeps which field a key meant, in its own world. */
import type { ProfileFields } from '@sotto/domain';
import { isTaken } from './choices.ts';
import { type Control, namingOf } from './fields.ts';
import { recogniseAll } from './forms.ts';
import { windowOf } from './dom.ts';
import { formsElsewhere } from './elsewhere.ts';
import { isSamePlace, type Place, placeOf, reasonInStyle, reasonInView, standIn } from './sight.ts';
import { type Plan, planFor } from './suggest.ts';
import type { Filled, Found, GivenFile, Occasion, Reason, Suggestion } from './suggestion.ts';
import { type Looks, pause, write } from './write.ts';

interface Kept {
  readonly suggestion: Suggestion;
  readonly plan: Plan;
  readonly place: Place;
}

interface Memory {
  lastKey: number;
  readonly kept: WeakMap<Document, Map<string, Kept>>;
}

/** Outlives this script, which is put into the page anew at each preview: a key never names another field than it did. */
const world = globalThis as { sottoKept?: Memory };
const memory = (world.sottoKept ??= { lastKey: 0, kept: new WeakMap() });

/**
 * What of a profile would go into which field of the page, and which forms are out of reach. Changes nothing, and shows the page
 * nothing of the profile. Fields one does not see, that hold something already or are none of ours are not among them.
 */
export function findFields(document: Document, profile: ProfileFields, occasion: Occasion = {}): Found {
  const kept = new Map<string, Kept>();
  const seen = recogniseAll(document);
  for (const plan of seen.map((field) => planFor(field, seen, profile, occasion))) {
    if (!plan) continue;
    const { label, source, value, tick } = plan;
    memory.lastKey += 1;
    const suggestion = { key: `field-${memory.lastKey}`, label, source, value, tick };
    kept.set(suggestion.key, { suggestion, plan, place: placeOf(plan.control) });
  }
  memory.kept.set(document, kept);
  return { fields: [...kept.values()].map(({ suggestion }) => suggestion), elsewhere: formsElsewhere(document) };
}

/** How long a field must stand still before anything is put into it. */
const stillMs = 300;

/**
 * Fills the fields with these keys and says what became of each. Takes a third of a second and longer: fields must stand still
 * before, and each is looked at again right before its value is set. Never submits.
 */
export async function fill(document: Document, keys: readonly string[], resume?: GivenFile): Promise<Filled> {
  const kept = memory.kept.get(document);
  const filled: Filled['filled'][number][] = [];
  const left: Filled['left'][number][] = keys.filter((key) => !kept?.has(key)).map((key) => ({ key, label: '', why: 'gone' }));
  const chosen = inOrder(keys.flatMap((key) => kept?.get(key) ?? []));
  const before = await watched(chosen);
  for (const [index, each] of chosen.entries()) {
    const { key, label, value } = each.suggestion;
    const why = before[index] ?? (await write(each.plan, resume, looksAt(each)));
    if (why) left.push({ key, label, why });
    else filled.push({ key, label, value });
  }
  // What was not ticked is let go of as well: another preview asks anew.
  memory.kept.delete(document);
  return settled(chosen, { filled, left });
}

const looksAt = (each: Kept): Looks => ({ whyNot: () => reasonNow(each), whyUnseen: () => reasonInView(each.plan.control) });

/** What happened to each while it had to stand still: looked at again and again, so that flickering is seen as well. */
async function watched(chosen: readonly Kept[]): Promise<readonly (Reason | null)[]> {
  let reasons: readonly (Reason | null)[] = chosen.map(reasonNow);
  for (let waitedMs = 0; chosen[0] && waitedMs < stillMs; waitedMs += 25) {
    await pause(chosen[0].plan.control, 25);
    reasons = chosen.map((each, index) => reasons[index] ?? reasonNow(each));
  }
  return reasons;
}

/** Countries first: lists of states depend on them. Else in the order of the page. */
const inOrder = (chosen: readonly Kept[]) =>
  chosen.toSorted((one, other) => Number(other.suggestion.source === 'country') - Number(one.suggestion.source === 'country'));

/** Why a field is not what it was when it was shown; `null`: it is. Scrolls nothing. */
function reasonNow({ plan, place }: Kept): Reason | null {
  const { control, choice, label } = plan;
  if (!control.isConnected || windowOf(control) === null) return 'gone';
  if (isTaken(control, choice)) return 'taken';
  const seen = reasonInStyle(standIn(control));
  if (seen) return seen;
  return namingOf(control).label === label && isSamePlace(placeOf(control), place) && !isOther(plan) ? null : 'changed';
}

/** The page has made another kind of field of it, or locked it. */
const isOther = ({ control, source }: Plan) =>
  control.matches(':disabled') || (source !== 'resume' && /^(?:password|hidden|file)$/.test(control.type));

/** A page may take a value back a moment later: then it was not filled. */
async function settled(chosen: readonly Kept[], { filled, left }: Filled): Promise<Filled> {
  if (chosen[0] && filled.length > 0) await pause(chosen[0].plan.control, 50);
  const lost = new Set(
    chosen.filter(({ plan }) => plan.choice === null && isEmptied(plan.control)).map(({ suggestion }) => suggestion.key),
  );
  const refused = filled.filter(({ key }) => lost.has(key)).map(({ key, label }) => ({ key, label, why: 'refused' as const }));
  return { filled: filled.filter(({ key }) => !lost.has(key)), left: [...left, ...refused] };
}

const isEmptied = (control: Control) =>
  /^(?:input|textarea)$/.test(control.localName) &&
  control.getAttribute('role') !== 'combobox' &&
  control.type !== 'file' &&
  control.value === '';

/** For measuring: which control a key means, as its number among all of the document. */
export function placesOf(document: Document): Readonly<Record<string, number>> {
  const all: Control[] = [...document.querySelectorAll<Control>('input, select, textarea')];
  return Object.fromEntries([...(memory.kept.get(document) ?? [])].map(([key, { plan }]) => [key, all.indexOf(plan.control)]));
}
