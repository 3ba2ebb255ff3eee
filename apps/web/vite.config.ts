/**
 * How the web app is built: hashed files under dist/web, encoded ahead of time, with a report of what each view weighs.
 *
 * Nothing is inlined into the page and no helper script is added: the content security policy allows neither.
 */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { arrivals } from './build/arrivals.ts';
import { contractsByName } from './build/contracts-by-name.ts';
import { plainIcons } from './build/plain-icons.ts';
import { precompress } from './build/precompress.ts';
import { weighViews } from './build/weigh-views.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What nearly every view shows: dates, pay, stages, the acts on an application, long lists. The board would ask for each by itself. */
const basis = new RegExp(
  [
    'domain/src/(application|money|rank|text)',
    'fractional-indexing/.*',
    'features/(applications|stages)/api',
    'applications/web/(in-words|queries|fields/choice-words)',
    'settings/web/format',
    'stages/web/(looks|queries)',
    'ui/src/(list-window|use-list-window|StageBar|stage|width|app/when-loaded)',
    'icons/(chevrons-up-down|columns-3|ellipsis)',
  ]
    .map((file) => `/${file}\\.\\w+$`)
    .join('|'),
);

/** What one goes to or opens first, also by a key or a finger, where no pointer has come near it before. */
const first =
  /(ApplicationPanel|NewApplicationDialog|Palette|(Dialog|Menu|Palette|Sheet)Popup|(Today|Table|Calendar|Contacts|Companies)Page)-/;

/**
 * What is asked for together with a part, instead of when that part has come; style sheets always are. The page names all it
 * stands on. Of scripts only those of the parts that are opened first: the list of all of them weighed 5 kB gz on every view.
 */
function namedAhead(part: string, needed: string[], { hostType }: { hostType: 'html' | 'js' }): string[] {
  if (hostType === 'html') return needed;
  return first.test(part) ? needed.filter((one) => !/(ground|rolldown-runtime)-/.test(one)) : [];
}

export default defineConfig({
  root: here('.'),
  cacheDir: here('../../.cache/vite'),
  plugins: [react(), contractsByName(), plainIcons(), arrivals(), precompress(), weighViews()],
  resolve: {
    // The server checks by schemas; the browser only needs names, methods and paths. Saves the whole of zod on every route.
    alias: [{ find: /^zod$/, replacement: here('build/no-schemas.ts') }],
  },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: 'es2024',
    manifest: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false, resolveDependencies: namedAhead },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { app: here('index.html'), public: here('src/public.css') },
      // Reading a field of what a declaring file made has no effect either.
      treeshake: { propertyReadSideEffects: false },
      output: {
        // What the frame stands on goes into one file: a dozen small ones weigh more and wait for each other, and it stays in a
        // browser's cache while views change. The same for what most views stand on, and for what board and table share.
        codeSplitting: {
          // A door names more than the frame takes from it: what only some view asks for comes with that view.
          includeDependenciesRecursively: false,
          groups: [
            { name: 'ground', tags: ['$initial'], test: isNoEntry },
            { name: 'basis', test: basis },
            { name: 'applications', test: /applications\/web\/(board|table)\//, minShareCount: 2 },
          ],
        },
        assetFileNames: nameOf,
      },
    },
  },
  server: {
    port: 5173,
    strictPort: false,
    proxy: proxied(['/api', '/extension', '/healthz', '/readyz', '/privacy', '/terms', '/security', '/.well-known']),
  },
});

/** Hashed names, but for the style sheet of the pages the server makes: it links it by this name and the browser asks whether it changed. */
function nameOf({ names }: { readonly names: readonly string[] }): string {
  return names.includes('public.css') ? 'public.css' : 'assets/[name]-[hash][extname]';
}

/** An entry that were taken into a group would be missing from the manifest. */
function isNoEntry(id: string): boolean {
  return !/index\.html|\/(main\.tsx|public\.css)$/.test(id);
}

/** Addresses that the server answers while Vite serves the app. `changeOrigin`: the server refuses a host that is not its own. */
function proxied(paths: readonly string[]): Record<string, { target: string; changeOrigin: true }> {
  const target = process.env['SOTTO_DEV_SERVER'] ?? 'http://localhost:4747';
  return Object.fromEntries(paths.map((path) => [path, { target, changeOrigin: true }]));
}
