import { Problem } from '@sotto/contract';

/** The server's own sentence about a field, or about a part of it; `undefined`: nothing is wrong with it. */
export function fieldError(error: unknown, field: string): string | undefined {
  if (!(error instanceof Problem)) return undefined;
  return error.body.errors?.find((one) => one.field === field || one.field.startsWith(`${field}.`))?.message;
}
