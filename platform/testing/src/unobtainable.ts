/** Something the tests need could not be had. `message` says what was tried and what to do, in sentences. */
export class Unobtainable extends Error {
  override readonly name = 'Unobtainable';
  constructor(what: string, tried: readonly string[], remedy: string) {
    super(`${what} is needed for the tests and could not be had. Tried: ${tried.join('; ')}. ${remedy}`);
  }
}
