/** What can be done with the picked rows, floating over the foot of the table; each can be undone. */
import { type FieldView, inputTypeOf, labelsOf, readTyped, useFields } from '@sotto/features/fields/web';
import { useGroups } from '@sotto/features/groups/web';
import type { DressedStage } from '@sotto/features/stages/web';
import { BulkBar, Button, Field, IconButton, Menu, NativeSelect, Popover, Stage, TextInput } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useBulk } from '@sotto/ui/records';
import { useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import type { CustomValue } from '@sotto/domain';
import { type ApplicationRow, type BulkChange, changeApplications, undoChange } from '../../api.ts';
import { refreshApplications } from '../queries.ts';
import { tableTexts } from './texts.ts';

export interface BulkActsProps {
  readonly rows: readonly ApplicationRow[];
  readonly stages: readonly DressedStage[];
  readonly onClear: () => void;
}

export function BulkActs({ rows, stages, onClear }: BulkActsProps) {
  const groups = useGroups() ?? [];
  const fields = useFields() ?? [];
  const api = useApi();
  const queries = useQueryClient();
  const bulk = useBulk<BulkChange>({
    send: async (items, change) => (await api(changeApplications, { body: { items, change } })).body,
    undo: (undo) => api(undoChange, { body: { undo } }),
    refresh: async () => {
      await queries.invalidateQueries({ queryKey: ['application'] });
      await refreshApplications(queries);
    },
    left: tableTexts.left,
  });
  const act = (change: BulkChange, said: (count: number) => string) => bulk.mutate({ rows, change, said, onDone: onClear });
  return (
    <BulkBar count={tableTexts.picked(rows.length)}>
      <Menu
        label={tableTexts.moveTo}
        items={stages.map((stage) => ({
          id: stage.id,
          label: <Stage look={stage.look}>{stage.name}</Stage>,
          text: stage.name,
          run: () => act({ kind: 'stage', stageId: stage.id }, (count) => tableTexts.done.stage(count, stage.name)),
        }))}
        trigger={(props) => (
          <Button look="quiet" {...props}>
            {tableTexts.moveTo}
          </Button>
        )}
      />
      <Popover
        label={tableTexts.tag}
        trigger={(props) => (
          <Button look="quiet" {...props}>
            {tableTexts.tag}
          </Button>
        )}
      >
        {(close) => (
          <TagForm
            onTag={(tags) => {
              act({ kind: 'tags', ...tags }, tableTexts.done.tags);
              close();
            }}
          />
        )}
      </Popover>
      {fields.length > 0 && (
        <Popover
          label={tableTexts.fill}
          trigger={(props) => (
            <Button look="quiet" {...props}>
              {tableTexts.fill}
            </Button>
          )}
        >
          {(close) => (
            <FillForm
              fields={fields}
              onFill={(field, value) => {
                act({ kind: 'field', fieldId: field.id, value }, (count) => tableTexts.done.field(count, field.name));
                close();
              }}
            />
          )}
        </Popover>
      )}
      {groups.length > 1 && (
        <Menu
          label={tableTexts.otherGroup}
          items={groups.map((group) => ({
            id: group.id,
            label: group.name,
            run: () => act({ kind: 'group', groupId: group.id }, (count) => tableTexts.done.group(count, group.name)),
          }))}
          trigger={(props) => (
            <Button look="quiet" {...props}>
              {tableTexts.otherGroup}
            </Button>
          )}
        />
      )}
      <Button look="warned" onClick={() => act({ kind: 'delete' }, tableTexts.done.delete)}>
        {tableTexts.delete}
      </Button>
      <IconButton icon={X} size="small" label={tableTexts.clearPicked} onClick={onClear} />
    </BulkBar>
  );
}

interface FillFormProps {
  readonly fields: readonly FieldView[];
  readonly onFill: (field: FieldView, value: CustomValue | null) => void;
}

/** One field of one's own, set to one value or to nothing. */
function FillForm({ fields, onFill }: FillFormProps) {
  const [chosen, setChosen] = useState(fields[0]?.id ?? '');
  const [typed, setTyped] = useState('');
  const field = fields.find(({ id }) => id === chosen) ?? fields[0];
  if (!field) return null;
  const choices = labelsOf(field);
  return (
    <form
      className="condition-form"
      onSubmit={(event) => {
        event.preventDefault();
        onFill(field, readTyped(field, typed));
      }}
    >
      <Field label={tableTexts.fillField}>
        <NativeSelect
          value={field.id}
          onChange={(next) => {
            setChosen(next);
            setTyped('');
          }}
        >
          {fields.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={tableTexts.fillWith}>
        {choices ? (
          <NativeSelect value={typed} onChange={setTyped}>
            <option value="">{tableTexts.fillNothing}</option>
            {choices.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        ) : (
          <TextInput
            type={inputTypeOf(field)}
            step="any"
            placeholder={tableTexts.fillNothing}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" look="primary">
        {tableTexts.fillApply}
      </Button>
    </form>
  );
}

function TagForm({ onTag }: { readonly onTag: (tags: { add: string[] } | { remove: string[] }) => void }) {
  const [tag, setTag] = useState('');
  const typed = tag.trim();
  return (
    <form
      className="condition-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '') onTag({ add: [typed] });
      }}
    >
      <Field label={tableTexts.tag}>
        <TextInput value={tag} autoFocus onChange={(event) => setTag(event.target.value)} />
      </Field>
      <div className="buttons">
        <Button type="submit" look="primary" disabled={typed === ''}>
          {tableTexts.add}
        </Button>
        <Button disabled={typed === ''} onClick={() => onTag({ remove: [typed] })}>
          {tableTexts.remove}
        </Button>
      </div>
    </form>
  );
}
