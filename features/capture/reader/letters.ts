/**
 * Patterns over the letters of many scripts, without the engine's own tables.
 *
 * `\p{L}` stands for some 700 ranges, which a browser compiles anew into each pattern that has it, and once more for texts beyond
 * Latin-1: up to 6 ms for one pattern, where reading all of a page takes 10. Broad ranges over the scripts that postings are
 * written in tell the same at a twentieth of that.
 */

// Each is what stands between the brackets of a class; named as the general categories of Unicode that they stand for.

/** Letters, with the marks of scripts that write their vowels so. */
export const L =
  'A-Za-zªµºÀ-ÖØ-öø-ʯͰ-ҁҊ-Ֆՠ-ֈא-תؠ-يٮ-ۓۺ-ۿ\\u0710-\\u1fff\\u2c00-\\u2dff\\u3005-\\u3007\\u3031-\\ud7ff\\uf900-\\ufdff\\ufe70-\\ufefc\\uff21-\\uff3a\\uff41-\\uff5a\\uff66-\\uffdc';
/** Capitals of the scripts that have them. */
export const Lu =
  'A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĜĞĠĢĤĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŖŘŚŜŞŠŢŤŪŬŮŰŲŴŶŸŹŻŽƠƯȘȚΆΈ-ΏΑ-ΫЀ-ЯҐҒҚҢӘӨԱ-ՖẠẢẤẦẬẮẰẶẸẾỀỆỊỌỐỒỘỚỜỢỤỨỪỰỲỴ';
/** Small letters of these. */
export const Ll = 'a-zµß-öø-ÿāăąćĉċčďđēėęěĝğġģĥīįıķĺļľłńņňōőœŕŗřśŝşšţťūŭůűųŵŷźżžơưșțΐά-ώа-џґғқңәөա-և';
/** Letters of scripts without case. */
export const Lo = 'א-\\u1fff\\u3041-\\ud7ff';
/** Digits, superscripts and fractions. */
export const N = '\\d²³¹¼-¾٠-٩०-९０-９';
/** Signs of currencies. */
export const Sc = '$¢-¥₠-₿';

/** A drawing, as part of a pattern: an emoji or a sign of the blocks of symbols. */
export const picture = '[\\u2300-\\u23ff\\u2600-\\u27bf\\u2b00-\\u2bff]|[\\ud83c-\\ud83e][\\udc00-\\udfff]';

/** ``patternWith('gi')`[${L}]+` ``: a pattern with these flags. */
export const patternWith =
  (flags: string) =>
  (source: TemplateStringsArray, ...parts: readonly string[]): RegExp =>
    new RegExp(String.raw(source, ...parts), flags);

/** ``pattern`^[${Lu}][${L}]+$` ``: the text of the template is the pattern, as it would stand between slashes. */
export const pattern = patternWith('');
export const globalPattern = patternWith('g');
/** Its `^` and `$` stand for the ends of each line, for texts that are asked together (line.ts). */
export const linePattern = patternWith('m');

export const letter = pattern`[${L}]`;
export const twoLetters = pattern`[${L}]{2}`;
