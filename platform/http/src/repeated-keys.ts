/**
 * Finds what JSON.parse passes over in silence: a key written twice (the last wins, elsewhere the first), and `__proto__`.
 */

/** A key that JSON text may not hold, as the path a person can find it by (`location.city`). */
export interface KeyFault {
  readonly field: string;
  readonly message: string;
}

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const colon = 0x3a;
const comma = 0x2c;

/** One open object (`keys`) or array (`null`) on the way to where the scan is. */
interface Level {
  readonly keys: Set<string> | null;
  step: string | number;
}

/** The first repeated or forbidden key of `json`, which JSON.parse has already taken; `null` when there is none. One pass, no recursion. */
export function findKeyFault(json: string): KeyFault | null {
  const levels: Level[] = [];
  let position = 0;
  while (position < json.length) {
    const level = levels.at(-1);
    switch (json.charCodeAt(position)) {
      case openBrace:
        levels.push({ keys: new Set(), step: '' });
        break;
      case openBracket:
        levels.push({ keys: null, step: 0 });
        break;
      case closeBrace:
      case closeBracket:
        levels.pop();
        break;
      case comma:
        if (level && typeof level.step === 'number') level.step += 1;
        break;
      case quote: {
        const end = endOfString(json, position);
        if (level?.keys && isKey(json, end)) {
          const fault = takeKey(levels, level, level.keys, json.slice(position, end));
          if (fault) return fault;
        }
        position = end - 1;
        break;
      }
    }
    position += 1;
  }
  return null;
}

/** Position just after the closing quote of the string that begins at `start`. */
function endOfString(json: string, start: number): number {
  let position = start + 1;
  while (json.charCodeAt(position) !== quote) position += json.charCodeAt(position) === backslash ? 2 : 1;
  return position + 1;
}

/** A string in an object is a key when a colon follows: between the two JSON allows only white space. */
function isKey(json: string, end: number): boolean {
  let position = end;
  while (json.charCodeAt(position) <= 0x20) position += 1;
  return json.charCodeAt(position) === colon;
}

function takeKey(levels: readonly Level[], level: Level, keys: Set<string>, quoted: string): KeyFault | null {
  // Decoded, so that `\u0061` and `a` are seen to be the same key.
  const key = String(JSON.parse(quoted));
  level.step = key;
  const fault = faultOf(key, keys);
  if (fault === null) {
    keys.add(key);
    return null;
  }
  // Drawn only now: for every key of a body that goes deep, the paths would take minutes.
  return { field: levels.map(({ step }) => step).join('.'), message: fault };
}

function faultOf(key: string, keys: ReadonlySet<string>): string | null {
  if (key === '__proto__') return 'No field can have this name.';
  return keys.has(key) ? 'This is given twice.' : null;
}
