/** Deletes a group, after its applications have somewhere to go or are given up on purpose. */
import { Button, Dialog, DialogBody, DialogFoot, Field, Note, Segments, buttonClass } from '@sotto/ui';
import { Select } from '@sotto/ui/choice';
import { notify } from '@sotto/ui/app';
import { Download } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import type { GroupView } from '../api.ts';
import { groupLinks } from './links.ts';
import { type GroupRemoval, useDeleteGroup } from './queries.ts';
import { texts } from './texts.ts';

export interface DeleteGroupDialogProps {
  readonly group: GroupView;
  /** Where its applications could go. */
  readonly others: readonly GroupView[];
  readonly onClose: () => void;
}

export function DeleteGroupDialog({ group, others, onClose }: DeleteGroupDialogProps) {
  const [fate, setFate] = useState<'move' | 'delete'>('move');
  const [to, setTo] = useState(others[0]?.id ?? '');
  const remove = useDeleteGroup();
  const full = group.applications > 0;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const applications: GroupRemoval['applications'] = !full ? null : fate === 'delete' ? 'delete' : { move: to };
    remove.mutate(
      { group, applications },
      {
        onSuccess: () => {
          onClose();
          notify({ text: texts.wasDeleted(group.name) });
        },
      },
    );
  }

  return (
    <Dialog open onClose={onClose} title={texts.deleteTitle(group.name)} narrow>
      <form onSubmit={submit}>
        <DialogBody>
          <p>{full ? texts.deleteFull(group.applications) : texts.deleteEmpty}</p>
          {full && (
            <>
              <div>
                <Segments
                  label={texts.deleteFull(group.applications)}
                  value={fate}
                  onChange={setFate}
                  choices={[
                    { value: 'move', label: texts.moveThem },
                    { value: 'delete', label: texts.deleteThem },
                  ]}
                />
              </div>
              {fate === 'move' ? (
                <Field label={texts.moveTo}>
                  <Select value={to} onChange={setTo} options={others.map(({ id, name }) => ({ value: id, label: name }))} />
                </Field>
              ) : (
                <Note tone="warn" title={texts.deleteThemNote}>
                  <a className={buttonClass({ size: 'small' })} href={groupLinks.csv(group.id)} download>
                    <Download className="icon" aria-hidden />
                    {texts.csvFirst}
                  </a>
                </Note>
              )}
            </>
          )}
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button look="destroy" type="submit" disabled={remove.isPending}>
            {texts.deleteIt}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
