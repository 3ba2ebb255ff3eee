/**
 * Invented people with invented searches, for `npm run dev`. They come in through the API like anyone, so what they hold is
 * sealed like anyone's, and a change that breaks the API breaks them first.
 */
import { Problem } from '@sotto/contract';
import { signIn, signUp } from '@sotto/features/account/api';
import { createApplication } from '@sotto/features/applications/api';
import { listStages } from '@sotto/features/stages/api';
import { createVisitor, type Visitor } from '@sotto/testing';

interface Seeded {
  readonly email: string;
  readonly about: string;
  readonly applications: number;
}

/** The same for all of them: nobody's real password looks like this. */
export const seededPassword = 'teaspoon gravel comet violin 83';

export const seededPeople: readonly Seeded[] = [
  { email: 'ada@example.org', about: 'has just begun', applications: 0 },
  { email: 'bela@example.org', about: 'a week in, 12 applications', applications: 12 },
  { email: 'cleo@example.org', about: 'a long search, 400 applications', applications: 400 },
];

/** Makes whoever is not there yet, at the server of `origin`. */
export async function seedPeople(origin: string): Promise<void> {
  for (const person of seededPeople) {
    const visitor = createVisitor(origin);
    if (await isNew(visitor, person.email)) await logApplications(visitor, person.applications);
  }
}

async function isNew(visitor: Visitor, email: string): Promise<boolean> {
  try {
    await visitor.call(signUp, { body: { email, password: seededPassword } });
    return true;
  } catch (error) {
    if (!(error instanceof Problem && error.problem === 'already-exists')) throw error;
    await visitor.call(signIn, { body: { email, password: seededPassword } });
    return false;
  }
}

const companies = [
  'Hollow Oak Press',
  'Tern & Tide',
  'Brightwater Rail',
  'Old Mill Robotics',
  'Quince Health',
  'Northlight Maps',
  'Paper Lantern Games',
  'Salt Road Foods',
];
const titles = [
  'Data analyst',
  'Product designer',
  'Backend engineer',
  'Technical writer',
  'Support lead',
  'Site reliability engineer',
];
const cities = ['Lisbon', 'Leeds', 'Lyon', 'Leipzig', null];

async function logApplications(visitor: Visitor, count: number): Promise<void> {
  const stages = (await visitor.call(listStages, {})).body.items;
  for (let number = 0; number < count; number++) {
    // Strides without a common factor, so that no two neighbours look alike and every run gives the same.
    const city = pick(cities, number * 3);
    await visitor.call(createApplication, {
      body: {
        company:
          count > 100 ? `${pick(companies, number)} ${1 + Math.floor(number / companies.length)}` : pick(companies, number),
        title: pick(titles, number * 5),
        stageId: pick(stages, Math.floor(number ** 1.3)).id,
        workMode: pick(['onsite', 'remote', 'hybrid'] as const, number),
        tags: number % 4 === 0 ? ['referral'] : [],
        ...(city !== null && { location: { city } }),
      },
    });
  }
}

function pick<T>(from: readonly T[], number: number): T {
  const found = from[number % from.length];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
}
