/** Holds answers against what the endpoint declares. For tests: what is shipped trusts its own types. */
import { type Endpoint, isRaw } from '@sotto/contract';
import type { Answer } from './door.ts';
import { fieldErrors } from './field-errors.ts';

/** A handler answered something its contract does not know. `message` names the fields, never their values. */
export class UndeclaredAnswer extends Error {
  override readonly name = 'UndeclaredAnswer';
}

/** Throws `UndeclaredAnswer` unless `answer` is one of the endpoint's outputs, to the field. */
export function checkAnswer(endpoint: Endpoint, answer: Answer<Endpoint>): void {
  if (answer.status === 304) return;
  const output = endpoint.outputs[answer.status];
  if (output === undefined) throw new UndeclaredAnswer(`${endpoint.name} does not declare the status ${answer.status}`);
  if ('stream' in answer) return checkType(endpoint, answer.type);
  const body: unknown = 'json' in answer ? JSON.parse(Buffer.from(answer.json).toString()) : (answer as { body: unknown }).body;
  if (output === null || isRaw(output)) return;
  // What crosses the wire is JSON: `undefined` is gone by then.
  const parsed = output.safeParse(JSON.parse(JSON.stringify(body)));
  if (parsed.success) return;
  const faults = fieldErrors(parsed.error.issues, body).map(({ field, message }) => `${field}: ${message}`);
  throw new UndeclaredAnswer(`${endpoint.name} answered what it does not declare: ${faults.join('; ')}`);
}

function checkType(endpoint: Endpoint, type: string): void {
  const declared = Object.values(endpoint.outputs).flatMap((output) => (isRaw(output) ? output.raw : []));
  if (!declared.includes(type)) throw new UndeclaredAnswer(`${endpoint.name} does not declare the type ${type}`);
}
