/** What a call was refused with. Whatever else goes wrong is thrown as it is. */
import { Problem, type ProblemType } from '@sotto/contract';

/** The name of the problem a call was refused with; `null`: it was carried out. */
export async function problemOf(call: Promise<unknown>): Promise<ProblemType | null> {
  return (await refusalIn(call))?.problem ?? null;
}

/** The problem a call was refused with, for what it says besides its name. Throws when the call was carried out. */
export async function refusalOf(call: Promise<unknown>): Promise<Problem> {
  const refusal = await refusalIn(call);
  if (refusal === null) throw new Error('The call was not refused.');
  return refusal;
}

async function refusalIn(call: Promise<unknown>): Promise<Problem | null> {
  return call.then(
    () => null,
    (cause: unknown) => {
      if (cause instanceof Problem) return cause;
      throw cause;
    },
  );
}
