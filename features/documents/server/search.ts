/** What is searched of documents: what people call them and their versions. What stands in the files is not looked into. */
import { DocumentKind, DocumentVersionKind } from '@sotto/domain';
import { searchable } from '@sotto/workspace';

export const searchables = [
  searchable({
    kind: DocumentKind,
    fields: ({ name, notes }) => [
      ['name', name],
      ['notes', notes],
    ],
    shown: ({ content: { name } }) => ({ title: name }),
  }),
  searchable({
    kind: DocumentVersionKind,
    fields: ({ label, file }) => [
      ['label', label],
      ['fileName', file.name],
    ],
    shown: ({ id, parentId, content: { number, label, file } }) => ({
      title: file.name,
      detail: label ?? `Version ${number}`,
      opens: { kind: 'document', id: parentId ?? id },
    }),
  }),
];
