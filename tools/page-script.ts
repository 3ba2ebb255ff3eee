/** A script for somebody else's page, bundled as the extension ships it: one file, no zod, its exports under one name. */
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export interface PageScript {
  /** From the root: `features/capture/reader/index.ts`. */
  readonly entry: string;
  /** The variable that holds its exports. */
  readonly global: string;
}

/** The bundled source, minified. */
export async function pageScript({ entry, global }: PageScript): Promise<string> {
  // By path at run time: the build of the web app is its own part, and this only borrows how it leaves schemas out.
  const { contractsByName } = (await import(here('../apps/web/build/contracts-by-name.ts'))) as {
    contractsByName(): Plugin;
  };
  const built = await build({
    configFile: false,
    root: here('..'),
    publicDir: false,
    logLevel: 'error',
    plugins: [contractsByName()],
    resolve: { alias: [{ find: /^zod$/, replacement: here('../apps/web/build/no-schemas.ts') }] },
    build: {
      write: false,
      target: 'es2024',
      modulePreload: false,
      rolldownOptions: {
        input: here(`../${entry}`),
        treeshake: { propertyReadSideEffects: false },
        preserveEntrySignatures: 'strict',
        output: { format: 'iife', name: global },
      },
    },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error(`${entry} was not bundled`);
  return output.output[0].code;
}
