/** Says of each field what is wrong with it, in words that help and without its value. */
import type { z } from 'zod';

export interface FieldError {
  /** `company`, `location.city`, `tags.2`; `body` for the whole. */
  readonly field: string;
  readonly message: string;
}

/** One error per field at fault. `value` is what was checked; it only tells what is missing from what is wrong. */
export function fieldErrors(
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  above: readonly PropertyKey[] = [],
): FieldError[] {
  return issues.flatMap((issue) => errorsOf(issue, value, [...above, ...issue.path]));
}

function errorsOf(issue: z.core.$ZodIssue, value: unknown, path: readonly PropertyKey[]): FieldError[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: fieldName([...path, key]), message: 'There is no such field.' }));
  if (issue.code === 'invalid_union') {
    const closest = issue.errors.toSorted((one, other) => one.length - other.length)[0];
    if (closest && closest.length > 0) return fieldErrors(closest, value, path);
  }
  return [{ field: fieldName(path), message: isMissing(issue, value, path) ? 'This is needed.' : messageOf(issue) }];
}

/** The schema library counts in its own words; ours say what to do. A schema that says something of its own keeps it. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (!issue.message.startsWith('Too ') || (issue.code !== 'too_big' && issue.code !== 'too_small')) return issue.message;
  const things = { string: 'characters', array: 'of them' }[String(issue.origin)];
  if (things === undefined) return issue.message;
  if (issue.code === 'too_big') return `At most ${issue.maximum.toLocaleString('en')} ${things}.`;
  return issue.minimum === 1 ? 'This is needed.' : `At least ${issue.minimum.toLocaleString('en')} ${things}.`;
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'body' : path.map(String).join('.');
}

function isMissing(issue: z.core.$ZodIssue, value: unknown, path: readonly PropertyKey[]): boolean {
  if (path.length === 0 || (issue.code !== 'invalid_type' && issue.code !== 'invalid_value')) return false;
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return true;
    // Safe: `step` was just found among the own keys of `found`.
    found = (found as Record<PropertyKey, unknown>)[step];
  }
  return found === undefined;
}
