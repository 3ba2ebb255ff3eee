import { Problem } from '@sotto/contract';

/** What was asked cannot be: `invalid-input` with a sentence for one field. */
export function refused(field: string, message: string): Problem {
  return new Problem('invalid-input', { errors: [{ field, message }] });
}
