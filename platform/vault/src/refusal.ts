/**
 * The start was refused: opening these stores together could lose or purge someone. Nothing was written.
 *
 * The message is a sentence for the operator: what does not fit, and what to do.
 */
export class VaultRefused extends Error {
  override readonly name = 'VaultRefused';
}
