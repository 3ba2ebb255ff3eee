/**
 * The way of an application so far, newest first: its steps, and between them what other features tell of it.
 * Steps may be entered late and taken back; none is ever rewritten.
 */
import { useFormat } from '@sotto/features/settings/web';
import { useStages } from '@sotto/features/stages/web';
import { Button, Dialog, DialogBody, DialogFoot, Field, NativeSelect, TextInput, classes } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import { ArrowRight, Plus } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import type { ApplicationView, HistoryStep } from '../../api.ts';
import { timelineSources, type TimelineEntry } from '../panel-slots.ts';
import { useMoveTo, useTakeBack } from './moves.ts';
import { panelTexts } from './texts.ts';
import { dayLetters, inOneOrder, useEntries } from './timeline-entries.ts';

export interface TimelineProps {
  readonly application: ApplicationView;
  /** Only so many of the newest, steps and entries together. */
  readonly most?: number;
}

export function Timeline({ application, most = Infinity }: TimelineProps) {
  const [adding, setAdding] = useState(false);
  const takeBack = useTakeBack(application.id);
  const standing = application.history.filter((step) => step.voidedAt === null);
  const entries = useEntries(application.id);
  const format = useFormat();
  const newestFirst = inOneOrder(application.history.toReversed(), entries, format.dateOf).slice(0, most);
  return (
    <section>
      <div className="section-head">
        <h3>{panelTexts.timeline}</h3>
        {timelineSources.parts().map(({ name, act: Act }) => Act && <Act key={name} application={application} />)}
        <button type="button" className="link" onClick={() => setAdding(true)}>
          {panelTexts.addStep}
        </button>
      </div>
      <ol className="timeline">
        {newestFirst.map(({ step, entry }) =>
          step === undefined ? (
            <Entry key={entry.id} entry={entry} />
          ) : (
            <Step key={step.id} step={step}>
              {step.voidedAt === null && standing.length > 1 && !application.readOnly && (
                <button
                  type="button"
                  className="link take-back"
                  onClick={() => takeBack.mutate({ stepId: step.id, revision: application.revision })}
                >
                  {panelTexts.takeBack}
                </button>
              )}
            </Step>
          ),
        )}
      </ol>
      {adding && <StepDialog application={application} onClose={() => setAdding(false)} />}
    </section>
  );
}

function Step({ step, children }: { readonly step: HistoryStep; readonly children: React.ReactNode }) {
  const format = useFormat();
  const voided = step.voidedAt !== null;
  const date = step.precision === 'day' ? step.at : format.dateOf(step.at);
  const Icon = step.from === null ? Plus : ArrowRight;
  return (
    <li className={classes(voided && 'voided')}>
      <time dateTime={step.at}>{format.day(date)}</time>
      <span className="node">
        <Icon className="icon small" aria-hidden />
      </span>
      <p>
        <b>{step.to.name}</b> {step.from !== null && panelTexts.from(step.from.name)} {panelTexts.by[step.by]}
        {voided && ` (${panelTexts.takenBack})`}
        {step.note !== null && <span className="step-note">{step.note}</span>} {children}
      </p>
    </li>
  );
}

/** What another feature tells of. */
function Entry({ entry: { at, icon: Icon, title, detail, note, opens } }: { readonly entry: TimelineEntry }) {
  const format = useFormat();
  return (
    <li>
      <time dateTime={at}>{format.day(at.length === dayLetters ? at : format.dateOf(at))}</time>
      <span className="node">
        <Icon className="icon small" aria-hidden />
      </span>
      <p>
        <b>{opens ? <Link {...opens}>{title}</Link> : title}</b> {detail}
        {note != null && <span className="step-note">{note}</span>}
      </p>
    </li>
  );
}

function StepDialog({ application, onClose }: { readonly application: ApplicationView; readonly onClose: () => void }) {
  const stages = useStages() ?? [];
  const today = useFormat().today();
  const [stageId, setStageId] = useState(application.stage.id);
  const [day, setDay] = useState(today);
  const [note, setNote] = useState('');
  const move = useMoveTo(application);
  function enter(event: SubmitEvent): void {
    event.preventDefault();
    // Today is a moment, so that it comes after what happened earlier today; an earlier day is a day.
    move.mutate({ stageId, ...(day < today ? { at: day } : {}), note: note.trim() === '' ? null : note }, { onSuccess: onClose });
  }
  return (
    <Dialog open onClose={onClose} title={panelTexts.addStepTitle} narrow>
      <form onSubmit={enter}>
        <DialogBody className="step-form">
          <Field label={panelTexts.stage}>
            <NativeSelect value={stageId} onChange={setStageId}>
              {stages.map((stage) => (
                <option key={stage.id} value={stage.id}>
                  {stage.name}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Field label={panelTexts.on}>
            <TextInput type="date" value={day} max={today} required onChange={(event) => setDay(event.target.value)} />
          </Field>
          <Field label={panelTexts.note} optional={panelTexts.optional}>
            <TextInput value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {panelTexts.cancel}
          </Button>
          <Button type="submit" look="primary" disabled={move.isPending}>
            {panelTexts.enter}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
