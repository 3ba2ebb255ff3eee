/** ETags and the question whether the caller already has the answer. */

/** An ETag of our own making: `"tag"`. Strong: equal tags mean equal bytes. */
export function entityTag(tag: string): string {
  return `"${tag.replaceAll('"', '')}"`;
}

/** Whether `If-None-Match` names `etag`, by weak comparison (RFC 9110, 13.1.2). */
export function isKnown(etag: string, ifNoneMatch: string | null | undefined): boolean {
  if (!ifNoneMatch) return false;
  return ifNoneMatch.split(',').some((each) => each.trim().replace(/^W\//, '') === etag || each.trim() === '*');
}
