import { fileURLToPath } from 'node:url';

/** The folder of the built web app: where `npm run build` puts it, or what `SOTTO_TEST_WEB` names. */
export const webFolder = process.env['SOTTO_TEST_WEB'] ?? fileURLToPath(new URL('../../../dist/web', import.meta.url));
