/** What may become of a field: names stay apart, choices that are held stay, and a type stays once something is written in it. */
import { Problem } from '@sotto/contract';
import { fieldsOf, refused } from '@sotto/features/applications/server';
import {
  fieldLimits,
  fold,
  rankBetween,
  type CustomField,
  type FieldChoice,
  type Id,
  type Ids,
  type Rank,
  type Stored,
} from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';
import type { FieldPatch, NewField } from '../api.ts';
import { holding, valuesPerField } from './records.ts';

/** A new field. Throws `conflict` for a name that is taken or one field too many, `invalid-input` for choices that do not fit. */
export function newField(
  workspace: Workspace,
  { name, type, choices = [], after }: NewField,
  { ids, id, createdFrom }: { ids: Ids; id: Id; createdFrom: string | null },
): CustomField {
  const fields = fieldsOf(workspace);
  if (fields.length >= fieldLimits.fields)
    throw new Problem('conflict', { detail: `There are ${fieldLimits.fields} fields already, which is the most there can be.` });
  refuseTakenName(fields, name, null);
  const made = choices.map((choice) => ({ id: ids.record(), name: choice }));
  refuseUnfitChoices(type, made);
  const rank = rankAfter(fields, after === undefined ? (fields.at(-1)?.id ?? null) : after, id);
  return { name, type, choices: made, rank, importRef: null, createdFrom };
}

/** A field with the patch made. Throws as `newField`, and `conflict` for a type or a choice that is in use. */
export function changedField(
  workspace: Workspace,
  { id, content }: Stored<CustomField>,
  patch: FieldPatch,
  ids: Ids,
): CustomField {
  const fields = fieldsOf(workspace);
  const { name = content.name, type = content.type, after } = patch;
  refuseTakenName(fields, name, id);
  const values = valuesPerField(workspace).get(id) ?? 0;
  if (type !== content.type && values > 0)
    throw new Problem('conflict', {
      errors: [
        {
          field: 'type',
          message: `${applications(values)} a value of this field, so its type stays. Make another field instead.`,
        },
      ],
    });
  const listed = patch.choices?.map((choice) => ({ id: choice.id ?? ids.record(), name: choice.name }));
  const choices = listed ?? (type === 'choice' ? content.choices : []);
  refuseUnfitChoices(type, choices);
  refuseLostChoices(workspace, { id, content }, choices);
  const rank = after === undefined ? content.rank : rankAfter(fields, after, id);
  return { ...content, name, type, choices, rank };
}

function applications(count: number): string {
  return count === 1 ? '1 application holds' : `${count.toLocaleString('en')} applications hold`;
}

function refuseTakenName(fields: readonly Stored<CustomField>[], name: string, except: Id | null): void {
  if (fields.some((field) => field.id !== except && fold(field.content.name) === fold(name)))
    throw new Problem('conflict', { errors: [{ field: 'name', message: 'Another field has this name.' }] });
}

function refuseUnfitChoices(type: CustomField['type'], choices: readonly FieldChoice[]): void {
  if (type !== 'choice' && choices.length > 0) throw refused('choices', 'Only a field of the type choice has choices.');
  if (type === 'choice' && choices.length === 0) throw refused('choices', 'Name at least one choice.');
  const names = new Set(choices.map((choice) => fold(choice.name)));
  if (names.size < choices.length) throw refused('choices', 'Two choices have the same name.');
  if (new Set(choices.map((choice) => choice.id)).size < choices.length) throw refused('choices', 'A choice is named twice.');
}

/** A choice that applications hold does not go: they would be left with nothing, and nobody would know with what. */
function refuseLostChoices(
  workspace: Workspace,
  { id, content }: Pick<Stored<CustomField>, 'id' | 'content'>,
  kept: readonly FieldChoice[],
): void {
  for (const choice of content.choices) {
    if (kept.some((one) => one.id === choice.id)) continue;
    const count = holding(workspace, id, choice.id);
    if (count > 0)
      throw new Problem('conflict', {
        errors: [{ field: 'choices', message: `${applications(count)} “${choice.name}”. Give them another choice first.` }],
      });
  }
}

/** A rank directly after the field `after` (`null`: before all), for the field `moving`, which does not count as a neighbour of itself. */
function rankAfter(fields: readonly Stored<CustomField>[], after: Id | null, moving: Id): Rank {
  const others = fields.filter((field) => field.id !== moving);
  const position = after === null ? -1 : others.findIndex((field) => field.id === after);
  if (after !== null && position < 0) throw refused('after', 'There is no such field to follow.');
  return rankBetween(others[position]?.content.rank ?? null, others[position + 1]?.content.rank ?? null);
}
