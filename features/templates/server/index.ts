/** The door of templates on the server. */
import { TemplateKind } from '@sotto/domain';
import type { Feature } from '@sotto/runtime';
import { searchable } from '@sotto/workspace';
import { templateRoutes } from './routes.ts';

const searchables = [
  searchable({
    kind: TemplateKind,
    fields: ({ name, subject, body }) => [
      ['name', name],
      ['subject', subject],
      ['body', body],
    ],
    shown: ({ content: { name, subject } }) => ({ title: name, detail: subject ?? '' }),
  }),
];

export const templatesFeature: Feature = {
  name: 'templates',
  kinds: [TemplateKind],
  searchables,
  start: (platform) => ({ routes: templateRoutes(platform) }),
};
