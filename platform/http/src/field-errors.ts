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
  return [{ field: fieldName(path), message: isMissing(issue, value, path) ? 'This is needed.' : issue.message }];
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
