/** The first page after signing up: bring what you have. Also found again by the palette, for as long as it is useful. */
import './welcome.css';
import { openNewApplication } from '@sotto/features/applications/web';
import { groupLinks } from '@sotto/features/groups/web';
import { useChangeSettings, useFormat, useSettings } from '@sotto/features/settings/web';
import { transferLinks } from '@sotto/features/transfer/web';
import { Button, type Glyph, Progress, buttonClass } from '@sotto/ui';
import { Link, navigate, notify } from '@sotto/ui/app';
import { ClipboardPaste, FilePlus2, FileUp } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { QuickStart } from './QuickStart.tsx';
import { useFillSamples, useRemoveSamples, useSampleCount } from './queries.ts';
import { samples } from './sample.ts';
import { texts } from './texts.ts';

export function Welcome() {
  useWelcomed();
  return (
    <div className="scroll">
      <div className="welcome">
        <h1>{texts.title}</h1>
        <p className="lead">{texts.lead}</p>
        <div className="ways">
          <Way icon={FileUp} title={texts.importTitle} text={texts.importText}>
            <Link {...transferLinks.import()} className={buttonClass({ look: 'primary' })}>
              {texts.importAct}
            </Link>
          </Way>
          <Way icon={ClipboardPaste} title={texts.pasteTitle} text={texts.pasteText}>
            <Link {...transferLinks.import({ way: 'paste' })} className={buttonClass({})}>
              {texts.pasteAct}
            </Link>
          </Way>
          <Way icon={FilePlus2} title={texts.writeTitle} text={texts.writeText}>
            <Button keys="n" onClick={() => openNewApplication()}>
              {texts.writeAct}
            </Button>
          </Way>
        </div>
        <QuickStart />
        <div className="look-round">
          <Samples />
          <p>
            {texts.wayOut}{' '}
            <a href="/api/v1/export.json" download>
              {texts.export}
            </a>
          </p>
        </div>
      </div>
    </div>
  );
}

/** Seen once, the first steps no longer stand in the way of the board. */
function useWelcomed(): void {
  const settings = useSettings();
  const change = useChangeSettings({ quiet: true });
  const { today } = useFormat();
  const isNew = settings?.welcomedOn === null;
  const mark = useEffectEvent(() => change({ welcomedOn: today() }));
  useEffect(() => {
    if (isNew) mark();
  }, [isNew]);
}

interface WayProps {
  readonly icon: Glyph;
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

function Way({ icon: Icon, title, text, children }: WayProps) {
  return (
    <section className="way">
      <Icon className="icon" aria-hidden />
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </section>
  );
}

/** Sample data in, and out again. */
function Samples() {
  const count = useSampleCount();
  const fill = useFillSamples();
  const remove = useRemoveSamples();
  if (fill.isPending) {
    return (
      <div>
        <p role="status">{texts.filling(fill.done, samples.length)}</p>
        <Progress label={texts.filling(fill.done, samples.length)} value={fill.done} max={samples.length} />
      </div>
    );
  }
  if (count !== undefined && count > 0) {
    return (
      <p>
        {texts.sampleIn(count)}{' '}
        <button
          type="button"
          className="link"
          disabled={remove.isPending}
          onClick={() => remove.mutate(undefined, { onSuccess: () => notify({ text: texts.removed }) })}
        >
          {texts.remove}
        </button>
      </p>
    );
  }
  function fillIn() {
    fill.mutate(undefined, {
      onSuccess: () => {
        notify({ text: texts.filled(samples.length), act: { label: texts.remove, run: () => remove.mutate() } });
        navigate(groupLinks.board());
      },
    });
  }
  return (
    <p>
      {texts.looking}{' '}
      <button type="button" className="link" disabled={!fill.ready} onClick={fillIn}>
        {texts.fill}
      </button>
      {texts.takeOut}
    </p>
  );
}
