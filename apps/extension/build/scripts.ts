/** How the scripts of the extension are bundled: each is one file that needs no other. */
import { fileURLToPath } from 'node:url';
// Contracts by name, and no schemas: as in the web app, the server is the one that checks.
import { contractsByName } from '@sotto/web/build/contracts-by-name';
import { build, type InlineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface Script {
  readonly name: string;
  readonly entry: string;
  /** It belongs to a page of ours, which takes modules and has its styles in a file beside. */
  readonly isPage?: true;
  /** What runs in a page leaves its functions under this one name of its own world; what is a page of ours leaves nothing. */
  readonly global?: string;
  /** Stands at its end: what it gives is what the browser hands to whoever had the script run. */
  readonly outcome?: string;
}

/** Every script there is. */
export const scripts: readonly Script[] = [
  { name: 'popup', entry: 'popup/main.tsx', isPage: true },
  { name: 'options', entry: 'options/main.tsx', isPage: true },
  { name: 'background', entry: 'background/main.ts' },
  { name: 'read-page', entry: 'page/read-page.ts', global: 'sottoReadPage', outcome: 'sottoReadPage.readPage()' },
  { name: 'fill-page', entry: 'page/fill-page.ts', global: 'sottoFillPage' },
];

/** Writes all scripts with their styles and fonts into `folder`. */
export async function bundle(folder: string): Promise<void> {
  for (const script of scripts) await build(configOf(script, folder));
}

function configOf({ name, entry, isPage, global, outcome }: Script, folder: string): InlineConfig {
  return {
    configFile: false,
    root: here('../src'),
    base: './',
    publicDir: false,
    logLevel: 'warn',
    // The scope that a call needs is said to whoever lacks it.
    plugins: [contractsByName('access'), plainImports()],
    resolve: { alias: [{ find: /^zod$/, replacement: fileURLToPath(import.meta.resolve('@sotto/web/build/no-schemas')) }] },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2024',
      // As the manifests ask for: both know light-dark().
      cssTarget: ['chrome123', 'firefox140'],
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      modulePreload: false,
      rolldownOptions: {
        input: { [name]: here(`../src/${entry}`) },
        treeshake: { propertyReadSideEffects: false },
        // How long each of our own plugins took is nothing to whoever builds.
        checks: { bundlerTimings: false },
        // The exports of what runs in a page are called there by name.
        ...(global !== undefined && { preserveEntrySignatures: 'strict' as const }),
        output: {
          format: isPage ? 'es' : 'iife',
          ...(global !== undefined && { name: global }),
          ...(outcome !== undefined && { footer: `${outcome};` }),
          entryFileNames: '[name].js',
          // Parts that load when they are asked for.
          chunkFileNames: `${name}-[name].js`,
          assetFileNames: ({ names }) =>
            names.some((one) => one.endsWith('.css')) ? '[name][extname]' : 'fonts/[name][extname]',
        },
      },
    },
  };
}

/** A part that loads later is one file beside us: nothing needs to be fetched ahead of it, so what would do that stays out (1.2 kB gz). */
function plainImports(): Plugin {
  return {
    name: 'sotto:plain-imports',
    enforce: 'post',
    transform: {
      filter: { id: /vite\/preload-helper/ },
      handler: () => ({ code: 'export const __vitePreload = (load) => load();', map: null }),
    },
  };
}
