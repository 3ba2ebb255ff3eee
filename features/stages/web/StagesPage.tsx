/** Settings, Stages: rename in place, order by dragging or by keys, show and hide, add, delete. */
import './stages.css';
import { Block, Button, IconButton, PageTitle, Skeleton, StageBar, Switch, TextInput, classes } from '@sotto/ui';
import { GripVertical, Plus, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { DeleteStageDialog } from './DeleteStageDialog.tsx';
import { NewStageDialog } from './NewStageDialog.tsx';
import { type DressedStage, useChangeStage, useStages } from './queries.ts';
import { type Reorder, useReorder } from './reorder.ts';
import { kindNames, texts } from './texts.ts';

export function StagesPage() {
  const stages = useStages();
  const change = useChangeStage();
  const [adding, setAdding] = useState(false);
  const [deleting, setDeleting] = useState<DressedStage | null>(null);
  const reorder = useReorder(stages ?? [], (stage, after) => change.mutate({ item: stage, change: { after } }));
  const shown = stages?.filter((stage) => !stage.hidden).length ?? 0;
  return (
    <>
      <PageTitle lead={texts.lead}>{texts.title}</PageTitle>
      <Block
        title={texts.onBoard}
        aside={stages && texts.count(shown, stages.length)}
        actions={
          <Button size="small" icon={Plus} onClick={() => setAdding(true)}>
            {texts.add}
          </Button>
        }
      >
        {stages ? (
          <ul className="stage-lines">
            {stages.map((stage) => (
              <StageLine
                key={stage.id}
                stage={stage}
                reorder={reorder}
                last={stages.length === 1}
                onRename={(name) => change.mutate({ item: stage, change: { name } })}
                onHide={(hidden) => change.mutate({ item: stage, change: { hidden } })}
                onDelete={() => setDeleting(stage)}
              />
            ))}
          </ul>
        ) : (
          <Skeleton lines={12} height="2rem" />
        )}
        <p className="hidden-name" role="status">
          {reorder.said}
        </p>
      </Block>
      {adding && stages && <NewStageDialog stages={stages} onClose={() => setAdding(false)} />}
      {deleting && stages && (
        <DeleteStageDialog
          stage={deleting}
          others={stages.filter(({ id }) => id !== deleting.id)}
          onClose={() => setDeleting(null)}
        />
      )}
    </>
  );
}

interface StageLineProps {
  readonly stage: DressedStage;
  readonly reorder: Reorder<DressedStage>;
  readonly last: boolean;
  readonly onRename: (name: string) => void;
  readonly onHide: (hidden: boolean) => void;
  readonly onDelete: () => void;
}

function StageLine({ stage, reorder, last, onRename, onHide, onDelete }: StageLineProps) {
  return (
    <li
      className={classes('stage-line', reorder.over === stage.id && 'over', reorder.lifted === stage.id && 'lifted')}
      data-id={stage.id}
    >
      <button
        type="button"
        className="grip"
        aria-label={texts.move(stage.name)}
        title={texts.move(stage.name)}
        {...reorder.grip(stage)}
      >
        <GripVertical className="icon small" aria-hidden />
      </button>
      <StageBar look={stage.look} />
      {/* The key puts the field back to the kept name, whoever changed it. */}
      <NameInput key={stage.name} stage={stage} onRename={onRename} />
      <span className="kind">
        {kindNames[stage.kind]}, {stage.applications === 0 ? texts.none : texts.applications(stage.applications)}
      </span>
      <Switch aria-label={texts.shown(stage.name)} checked={!stage.hidden} onChange={(event) => onHide(!event.target.checked)} />
      <IconButton icon={Trash2} size="small" label={texts.delete(stage.name)} disabled={last} onClick={onDelete} />
    </li>
  );
}

/** A name changed in place: kept on Enter and on leaving, put back by Escape. */
function NameInput({ stage, onRename }: { readonly stage: DressedStage; readonly onRename: (name: string) => void }) {
  const [name, setName] = useState(stage.name);
  function keep() {
    const said = name.trim();
    if (said === '') setName(stage.name);
    else if (said !== stage.name) onRename(said);
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key === 'Escape') setName(stage.name);
  }
  return (
    <TextInput
      aria-label={texts.name(stage.name)}
      title={texts.keep}
      maxLength={200}
      value={name}
      onChange={(event) => setName(event.target.value)}
      onBlur={keep}
      onKeyDown={onKeyDown}
    />
  );
}
