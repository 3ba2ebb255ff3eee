/** The few words of notes that every page carries; the others come with the views. */
export const titles = {
  notes: 'Notes',
  newNote: 'New note',
  newAlso: 'write markdown page jot add',
} as const;
