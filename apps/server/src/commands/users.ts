/** Commands about accounts: by opaque ids and dates alone. Nothing of a person is opened, but an address for a letter to it. */
import { UserId } from '@sotto/domain';
import { deleteAccountOf, setAccountDisabled, signOutEverywhere } from '@sotto/features/account/server';
import { openingMakerFor } from '@sotto/schedule';
import { KeyShredded, type Listed } from '@sotto/vault';
import { columns, dayOf, instantOf } from './columns.ts';
import { type Command, CommandRefused, type Context, type Outcome, wholeNumber } from './command.ts';

export const userCommands: readonly Command[] = [
  {
    name: ['user', 'list'],
    args: [],
    flags: { after: 'ID', limit: 'N' },
    says: 'list accounts: opaque ids, state and dates, 100 at a time',
    run: listUsers,
  },
  {
    name: ['user', 'disable'],
    args: ['ID'],
    says: 'disable an account: its owner may see, take and delete what is theirs, and nothing else',
    changes: true,
    run: (context) => setDisabled(context, true),
  },
  {
    name: ['user', 'enable'],
    args: ['ID'],
    says: 'enable it again',
    changes: true,
    run: (context) => setDisabled(context, false),
  },
  {
    name: ['user', 'sign-out'],
    args: ['ID'],
    says: 'end every session of an account, and every sign-in that waits for a code',
    changes: true,
    run: signOut,
  },
  {
    name: ['user', 'delete'],
    args: ['ID'],
    says: 'delete an account for good, with everything in it; asks why',
    changes: true,
    run: deleteUser,
  },
  {
    name: ['user', 'release'],
    args: ['ID'],
    says: 'free the address of someone who has keys but no rows after a restore; erases what is left of the account',
    changes: true,
    run: releaseUser,
  },
];

/** The right to open an address for one letter. */
const open = openingMakerFor({ name: 'operator console', purposes: ['account'] });

async function listUsers({ platform, flags }: Context): Promise<Outcome> {
  const limit = wholeNumber(flags, 'limit', { least: 1, most: 1000, otherwise: 100 });
  const after = flags['after'] === undefined ? null : idOf(flags['after']);
  // One more than asked for tells whether there is a next page.
  const found = await platform.vault.listPeople({ after, limit: limit + 1 });
  const page = found.slice(0, limit);
  const next = found.length > limit ? (page.at(-1)?.userId ?? null) : null;
  const more = next === null ? [] : [`More: npm run sotto -- user list --after ${next}`];
  return {
    lines: [...columns(['id', 'since', 'state'], page.map(rowOf)), ...more],
    json: { items: page.map(itemOf), next },
  };
}

type State = Listed['state'] | 'disabled';

/** How a state is told. */
const states: Readonly<Record<State, string>> = {
  creating: 'signing up',
  unconfirmed: 'unconfirmed',
  active: 'active',
  disabled: 'disabled since',
  leaving: 'being deleted',
};

/** The one state someone is in: whoever is disabled is not told to be active beside it. */
function stateOf({ state, disabledAt }: Listed): State {
  return disabledAt !== null && state !== 'leaving' ? 'disabled' : state;
}

function rowOf(listed: Listed): string[] {
  const { userId, createdAt, disabledAt } = listed;
  const state = stateOf(listed);
  const since = state === 'disabled' && disabledAt !== null ? ` ${dayOf(disabledAt)}` : '';
  return [userId, dayOf(createdAt), states[state] + since];
}

function itemOf(listed: Listed) {
  const { userId, createdAt, disabledAt } = listed;
  const since = disabledAt === null ? null : instantOf(disabledAt);
  return { id: userId, state: stateOf(listed), createdAt: instantOf(createdAt), disabledAt: since };
}

async function setDisabled(context: Context, disabled: boolean): Promise<Outcome> {
  const { platform } = context;
  const userId = await known(context);
  await context.note({ about: userId });
  const changed = await setAccountDisabled(platform, open(userId, 'account'), disabled);
  return {
    lines: [sentences[disabled ? 'disabled' : 'enabled'][changed ? 'changed' : 'same']],
    json: { id: userId, disabled, changed },
  };
}

const sentences = {
  disabled: {
    changed: 'Disabled, from the next request on. Its owner may see, take and delete what is theirs; access keys wait.',
    same: 'It was disabled already.',
  },
  enabled: { changed: 'Enabled, from the next request on. Everything is as it was.', same: 'It was not disabled.' },
} as const;

async function signOut(context: Context): Promise<Outcome> {
  const userId = await known(context);
  await context.note({ about: userId });
  const sessions = await signOutEverywhere(context.platform, userId).catch(unlessNobody);
  return { lines: [`Signed out: ${sessions} ${sessions === 1 ? 'session' : 'sessions'} ended.`], json: { id: userId, sessions } };
}

/** Why the operator deletes an account. The operator log keeps it. */
const reasons = ['asked by the person', 'abuse', 'legal order', 'unused'] as const;

async function deleteUser(context: Context): Promise<Outcome> {
  const { platform, ask } = context;
  const userId = await known(context);
  await context.whoIsThere();
  const reason = reasonOf(await ask(`Why? ${reasons.map((each, place) => `${place + 1} ${each}`).join(', ')}:`));
  if ((await ask('Nobody can bring it back. Type the ID once more:')) !== userId)
    throw new CommandRefused('This is not the ID. Nothing was deleted.');
  await context.note({ about: userId, detail: reason });
  await deleteAccountOf(platform, open(userId, 'account')).catch(unlessNobody);
  return { lines: ['Deleted: the keys are destroyed, and every row and file is gone.'], json: { id: userId, reason } };
}

function reasonOf(typed: string): string {
  const reason = reasons.find((each, place) => typed === String(place + 1) || typed.toLowerCase() === each);
  if (reason === undefined) throw new CommandRefused(`The reason is one of 1 to ${reasons.length}. Nothing was deleted.`);
  return reason;
}

async function releaseUser(context: Context): Promise<Outcome> {
  const userId = await known(context);
  await context.note({ about: userId });
  if (!(await context.platform.vault.releaseUser(userId).catch(unlessNobody)))
    throw new CommandRefused('This account is whole, and nothing was changed. To delete it: user delete ID.');
  return { lines: ['Released: the address is free, and what was left of the account is erased.'], json: { id: userId } };
}

/** The account that the command names. Throws `CommandRefused` when there is none. */
function known({ platform, args }: Context): Promise<UserId> {
  return knownUser(platform, args[0]);
}

/** The account of an id as it was typed. Throws `CommandRefused` when there is none. */
export async function knownUser(platform: Context['platform'], typed: string | undefined): Promise<UserId> {
  const userId = idOf(typed);
  await platform.vault.credentialsVersion(userId).catch(unlessNobody);
  return userId;
}

function idOf(typed: string | undefined): UserId {
  const userId = UserId.safeParse(typed);
  if (userId.success) return userId.data;
  throw new CommandRefused('ID is the number that user list and doctor name, in the form 01234567-89ab-4cde-8f01-23456789abcd.');
}

/** For an account that went in the meantime. */
export function unlessNobody(error: unknown): never {
  if (error instanceof KeyShredded) throw new CommandRefused('There is nobody of this ID.');
  throw error;
}
