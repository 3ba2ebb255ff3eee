import type { Plugin, Rolldown } from 'vite';

/** Views that people arrive at, by the first part of their address. `own`: what each asks besides; `ofGroup`: what it asks for one group. */
const views = {
  today: { module: 'features/today/web/TodayPage.tsx', own: '/api/v1/today', ofGroup: null },
  board: { module: 'features/applications/web/board/BoardPage.tsx', own: null, ofGroup: '/api/v1/board' },
  table: { module: 'features/applications/web/table/TablePage.tsx', own: null, ofGroup: null },
  calendar: { module: 'features/calendar/web/CalendarPage.tsx', own: null, ofGroup: null },
  contacts: { module: 'features/contacts/web/ContactsPage.tsx', own: '/api/v1/contacts', ofGroup: null },
  companies: { module: 'features/companies/web/CompaniesPage.tsx', own: '/api/v1/companies', ofGroup: null },
} as const;

const groups = '/api/v1/groups';

/** What the frame and each of these views ask whatever the address. Held against the contracts by the tests of the shell. */
const asks = [groups, '/api/v1/settings', '/api/v1/account', '/api/v1/stages'];

/**
 * Writes into the page what the views that people arrive at need, files and answers, so that its first script
 * (public/first.js) can ask for them at once. An address forgotten here costs time and nothing else; one too many, a request.
 */
export function arrivals(): Plugin {
  return {
    name: 'sotto:arrivals',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {}, chunk }) => html.replace('name="arrivals"', `$& content='${listFor(bundle, chunk)}'`),
    },
  };
}

function listFor(bundle: Rolldown.OutputBundle, entry: Rolldown.OutputChunk | undefined): string {
  // The page itself names these.
  const known = entry ? filesOf(bundle, entry.fileName) : new Set<string>();
  const entries = Object.entries(views).map(([name, { module, own, ofGroup }]) => {
    const files = [...filesOf(bundle, chunkOf(bundle, module))].filter((file) => !known.has(file));
    return [name, { files: files.map((file) => `/${file}`), own, ofGroup }] as const;
  });
  return JSON.stringify({ asks, groups, views: Object.fromEntries(entries) });
}

/** Throws for a view that has moved: its files would silently be asked for late. */
function chunkOf(bundle: Rolldown.OutputBundle, module: string): string {
  const chunk = Object.values(bundle).find((one) => one.type === 'chunk' && one.facadeModuleId?.endsWith(module));
  if (!chunk) throw new Error(`No chunk of the build is ${module}: see build/arrivals.ts.`);
  return chunk.fileName;
}

/** A chunk with all it cannot do without, style sheets too. */
function filesOf(bundle: Rolldown.OutputBundle, fileName: string, files = new Set<string>()): Set<string> {
  const chunk = bundle[fileName];
  if (chunk?.type !== 'chunk' || files.has(fileName)) return files;
  files.add(fileName);
  for (const sheet of chunk.viteMetadata?.importedCss ?? []) files.add(sheet);
  for (const other of chunk.imports) filesOf(bundle, other, files);
  return files;
}
