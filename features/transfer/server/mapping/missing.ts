/** Ways in which people and programs write "nothing" into a cell. */

const missing = new Set(
  'null,nil,none,n/a,na,n.a.,nan,undefined,-,--,---,–,—,?,tbd,not set,not available,not provided,not specified,not known,unknown,keine angabe,k.a.,k. a.,unbekannt,sin datos,no especificado,non précisé,nc,n.c.,non specificato,não informado,无,暂无,未知,不详,❌'.split(
    ',',
  ),
);
/** `Not provided in the email.`: a sentence where a name should be. */
const missingSentence = /^not (?:provided|specified|mentioned|given|stated|available)\b.{0,60}$/;

/** The cell without blanks around it; empty when it says that there is nothing. */
export function presentText(cell: string): string {
  const text = cell.trim();
  const plain = text.toLowerCase().replace(/\.$/, '');
  return missing.has(text.toLowerCase()) || missing.has(plain) || missingSentence.test(plain) ? '' : text;
}
