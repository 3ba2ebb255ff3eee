/** The few words that stand before any view of documents is loaded. */
export const words = {
  documents: 'Documents',
  sent: 'Sent',
  version: (number: number) => `Version ${number}`,
} as const;

/** `Version 2, two pages`. */
export function versionInWords({ number, label }: { readonly number: number; readonly label: string | null }): string {
  return label === null ? words.version(number) : `${words.version(number)}, ${label}`;
}
