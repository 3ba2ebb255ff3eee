/** Initials of a name, for whoever may look over a shoulder: enough to know it again, too little to learn it. */

const mostInitials = 3;

/** `Palisade Clinics`: `P. C.`. At most three, of words that begin with a letter or digit; `…` for a name without any. */
export function initialsOf(name: string): string {
  const words = name.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu) ?? [];
  const initials = words.slice(0, mostInitials).map((word) => `${[...word][0]?.toUpperCase()}.`);
  return initials.length === 0 ? '…' : initials.join(' ');
}
