/** The server that is measured: Sotto as shipped, and one more route that answers a constant. Run by sotto.ts. */
import { endpoint } from '@sotto/contract';
import { route } from '@sotto/http';
import type { Feature } from '@sotto/runtime';
import { features, readSettings, startSotto } from '@sotto/server';
import { z } from 'zod';

const getConstant = endpoint({
  name: 'getConstant',
  method: 'GET',
  path: '/api/v1/constant',
  summary: 'The same bytes each time.',
  access: { kind: 'public' },
  outputs: { 200: z.unknown() },
});

let constant = 'null';

const constantFeature: Feature = {
  name: 'constant',
  start: () => ({ routes: [route(getConstant, 'track', async () => ({ status: 200, json: constant }))] }),
};

const sotto = await startSotto(readSettings(), { features: [...features, constantFeature] });
process.on('message', (bytes: string) => {
  constant = bytes;
  process.send?.('kept');
});
process.once('disconnect', () => void sotto.close().then(() => process.exit(0)));
process.send?.(sotto.origin);
