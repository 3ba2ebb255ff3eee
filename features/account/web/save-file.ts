/** Puts bytes made in the browser among the person's downloads, under `name`. */
export function saveFile(content: Blob, name: string): void {
  const href = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href, download: name }).click();
  // The download has its own hold on the bytes once it began.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
