/**
 * The texts of an application that may be long: short ones lie in the application itself, long ones in a record each.
 *
 * A long text is never edited. A changed one is a new record and the old one goes, so a decision needs to have opened neither.
 */
import {
  ApplicationKind,
  isLongText,
  TextKind,
  textFieldNames,
  type Application,
  type Id,
  type Ids,
  type Stored,
  type TextField,
} from '@sotto/domain';
import type { Opening } from '@sotto/vault';
import type { Draft, Workspace, Workspaces } from '@sotto/workspace';

export type Texts = Record<TextField, string | null>;

/** `content` with the given texts in it: absent ones unchanged, `null` ones cleared; long ones drafted as records below `id`. */
export function keepTexts(
  content: Application,
  texts: Partial<Record<TextField, string | null | undefined>>,
  { draft, ids, id }: { draft: Draft; ids: Ids; id: Id },
): Application {
  const longTexts = { ...content.longTexts };
  const kept: Partial<Texts> = {};
  for (const field of textFieldNames) {
    const text = texts[field];
    if (text === undefined) continue;
    const before = longTexts[field];
    // Made once and never changed: its revision is the first.
    if (before !== undefined) draft.remove(TextKind, before, 1);
    delete longTexts[field];
    kept[field] = text;
    if (text === null || !isLongText(text)) continue;
    kept[field] = null;
    longTexts[field] = ids.record();
    draft.create(TextKind, { id: longTexts[field], parentId: id, content: { field, text } });
  }
  return { ...content, ...kept, longTexts };
}

/** An application and its texts, as they were at one moment. */
export interface WithTexts {
  readonly workspace: Workspace;
  readonly stored: Stored<Application>;
  readonly texts: Texts;
}

/** All texts of an application. Opened one by one from the database where they are long; `null` when one went in the meantime. */
export async function openTexts(workspaces: Workspaces, by: Opening, content: Application): Promise<Texts | null> {
  const texts = {} as Texts;
  for (const field of textFieldNames) {
    const id = content.longTexts[field];
    texts[field] = content[field];
    if (id === undefined) continue;
    const long = await workspaces.open(by, TextKind, id);
    if (long === undefined) return null;
    texts[field] = long.content.text;
  }
  return texts;
}

// An application whose text is replaced again and again while it is being read is read anew this often.
const attempts = 4;

/** An application with its texts, all of one revision; `undefined`: there is none. */
export async function openApplication(workspaces: Workspaces, by: Opening, id: Id): Promise<WithTexts | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const workspace = await workspaces.read(by);
    const stored = workspace.get(ApplicationKind, id);
    if (stored === undefined) return undefined;
    const texts = await openTexts(workspaces, by, stored.content);
    if (texts !== null) return { workspace, stored, texts };
  }
  throw new TextsMissing();
}

/** A long text is named by its application and is not there: the database was changed by something else than Sotto. */
export class TextsMissing extends Error {
  override readonly name = 'TextsMissing';
}
