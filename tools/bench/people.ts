/** People at the measured server: they sign up and bring in their search as anyone does, through the API. */
import { signUp } from '@sotto/features/account/api';
import { listGroups } from '@sotto/features/groups/api';
import { startImport } from '@sotto/features/transfer/api';
import { type Visitor, createVisitor } from '@sotto/testing';
import { type SearchShape, searchAsCsv, searchOptions } from './searches.ts';
import { timed } from './statistics.ts';

export const password = 'teaspoon gravel comet violin 83';

export interface Seeker {
  readonly email: string;
  readonly visitor: Visitor;
  readonly groupId: string;
  /** For the header of that name. */
  readonly cookie: string;
}

export async function joinAs(origin: string, name: string): Promise<Seeker> {
  const visitor = createVisitor(origin);
  const email = `${name}@example.org`;
  await visitor.call(signUp, { body: { email, password } });
  const { items } = (await visitor.call(listGroups, {})).body;
  const cookie = [...visitor.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  return { email, visitor, groupId: items[0]?.id ?? '', cookie };
}

/** Imports a search at once and answers how long that took, in milliseconds. Throws when a row was left out. */
export async function bringIn({ visitor }: Seeker, shape: SearchShape): Promise<number> {
  const file = new Blob([searchAsCsv(shape)]);
  const options = Buffer.from(JSON.stringify(searchOptions)).toString('base64url');
  return timed(async () => {
    const { body } = await visitor.call(startImport, { query: { options }, body: file, type: 'text/csv' });
    if (!('counts' in body) || body.counts.new !== shape.applications)
      throw new Error(`Not every row came in: ${JSON.stringify('counts' in body ? body.counts : body)}`);
  });
}

/** Someone with a search of this shape. */
export async function seekerWith(origin: string, name: string, shape: SearchShape): Promise<Seeker> {
  const seeker = await joinAs(origin, name);
  await bringIn(seeker, shape);
  return seeker;
}
