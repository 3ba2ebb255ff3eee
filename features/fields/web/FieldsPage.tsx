/** Settings, Custom fields: what there is, in order, with how much is written in each; add, change, move, delete. */
import './fields.css';
import { fieldLimits } from '@sotto/domain';
import { useReorder, type Reorder } from '@sotto/features/stages/web';
import { Block, Button, Empty, IconButton, PageTitle, Skeleton, classes } from '@sotto/ui';
import { GripVertical, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { DeleteFieldDialog } from './DeleteFieldDialog.tsx';
import { FieldDialog } from './FieldDialog.tsx';
import { type FieldView, useDeleteField, useFields, useMoveField } from './queries.ts';
import { texts, typeNames } from './texts.ts';
import { titles } from './titles.ts';

export function FieldsPage() {
  const fields = useFields();
  const move = useMoveField();
  const remove = useDeleteField();
  const [open, setOpen] = useState<FieldView | 'new' | null>(null);
  const [deleting, setDeleting] = useState<FieldView | null>(null);
  const reorder = useReorder(fields ?? [], (field, after) => move.mutate({ item: field, change: { after } }));
  const act = (
    <Button
      size="small"
      icon={Plus}
      disabled={fields === undefined || fields.length >= fieldLimits.fields}
      onClick={() => setOpen('new')}
    >
      {texts.add}
    </Button>
  );
  return (
    <>
      <PageTitle lead={texts.lead}>{titles.fields}</PageTitle>
      <Block
        title={texts.inOrder}
        aside={fields && texts.count(fields.length, fieldLimits.fields)}
        actions={fields?.length !== 0 && act}
      >
        {fields === undefined && <Skeleton lines={6} height="2rem" />}
        {fields?.length === 0 && (
          <Empty title={texts.emptyTitle} action={act}>
            {texts.empty}
          </Empty>
        )}
        <ul className="field-lines">
          {fields?.map((field) => (
            <FieldLine
              key={field.id}
              field={field}
              reorder={reorder}
              onEdit={() => setOpen(field)}
              onDelete={() => (field.values === 0 ? remove.mutate(field) : setDeleting(field))}
            />
          ))}
        </ul>
        <p className="hidden-name" role="status">
          {reorder.said}
        </p>
      </Block>
      {open && <FieldDialog field={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      {deleting && (
        <DeleteFieldDialog
          field={deleting}
          onClose={() => setDeleting(null)}
          onDelete={() => {
            remove.mutate(deleting);
            setDeleting(null);
          }}
        />
      )}
    </>
  );
}

interface FieldLineProps {
  readonly field: FieldView;
  readonly reorder: Reorder<FieldView>;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

function FieldLine({ field, reorder, onEdit, onDelete }: FieldLineProps) {
  return (
    <li
      className={classes('field-line', reorder.over === field.id && 'over', reorder.lifted === field.id && 'lifted')}
      data-id={field.id}
    >
      <button
        type="button"
        className="grip"
        aria-label={texts.move(field.name)}
        title={texts.move(field.name)}
        {...reorder.grip(field)}
      >
        <GripVertical className="icon small" aria-hidden />
      </button>
      <span className="what">
        <b>{field.name}</b>
        <span className="kind">
          {typeNames[field.type]}
          {field.type === 'choice' && `: ${field.choices.map(({ name }) => name).join(', ')}`}
        </span>
      </span>
      <span className="held">{texts.values(field.values)}</span>
      <IconButton icon={Pencil} size="small" label={texts.edit(field.name)} onClick={onEdit} />
      <IconButton icon={Trash2} size="small" label={texts.delete(field.name)} onClick={onDelete} />
    </li>
  );
}
