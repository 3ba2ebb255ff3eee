/** The acts of a line. They show on the focused line and on hover; where they are the point, always. */
import { openLetter } from '@sotto/features/templates/web';
import { Button, buttonClass } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import type { DueItem, QuietItem } from '../api.ts';
import { type Line, applicationOf } from './lines.ts';
import { texts } from './texts.ts';
import type { LineActs } from './use-acts.ts';

export interface LineButtonsProps {
  readonly line: Line;
  readonly acts: LineActs;
}

export function LineButtons({ line, acts }: LineButtonsProps) {
  if (line.list === 'due') return <OfDue line={line} item={line.item} acts={acts} />;
  if (line.list === 'ending' && line.item.what === 'respond_by') return <OfOffer line={line} acts={acts} />;
  if (line.list === 'ending') return <OfLead line={line} acts={acts} />;
  return <OfQuiet line={line} item={line.item} acts={acts} />;
}

function OfDue({ line, item, acts }: LineButtonsProps & { readonly item: DueItem }) {
  const { what, writeTo, application } = item;
  return (
    <>
      {what === 'thank_you' && (
        <Button size="small" look="quiet" tabIndex={-1} onClick={() => acts.skipThanks(line)}>
          {texts.acts.noThanks}
        </Button>
      )}
      <Button size="small" look="quiet" keys="s" tabIndex={-1} onClick={() => acts.putOff(line)}>
        {texts.acts.tomorrow}
      </Button>
      {application !== null && (what === 'follow_up' || what === 'thank_you') && (
        <Button
          size="small"
          look="quiet"
          tabIndex={-1}
          onClick={() => openLetter({ purpose: what, applicationId: application.id, email: writeTo?.email })}
        >
          {texts.acts.template}
        </Button>
      )}
      {writeTo !== null && application !== null && (
        <a className={buttonClass({ size: 'small' })} tabIndex={-1} href={mailTo(writeTo.email, application.title)}>
          {texts.acts.write}
        </a>
      )}
    </>
  );
}

/** Opens the person's own mail program; Sotto sends nothing. */
function mailTo(email: string, subject: string): string {
  return `mailto:${encodeURIComponent(email).replace('%40', '@')}?subject=${encodeURIComponent(subject)}`;
}

/** An offer that wants its answer: beside the others, or tomorrow again. */
function OfOffer({ line, acts }: LineButtonsProps) {
  return (
    <>
      <Button size="small" look="quiet" tabIndex={-1} onClick={() => acts.putOff(line)}>
        {texts.acts.tomorrow}
      </Button>
      <Link to="/offers" className={buttonClass({ size: 'small' })} tabIndex={-1}>
        {texts.acts.compare}
      </Link>
    </>
  );
}

/** A saved posting: to their page, or gone. */
function OfLead({ line, acts }: LineButtonsProps) {
  const url = applicationOf(line)?.url ?? null;
  const withdrawn = acts.stages.find(({ kind }) => kind === 'lost_by_me');
  const submitted = acts.stages.find(({ kind }) => kind === 'submitted');
  return (
    <>
      {withdrawn && (
        <Button size="small" look="quiet" tabIndex={-1} onClick={() => acts.move(line, withdrawn)}>
          {texts.acts.letGo}
        </Button>
      )}
      {url !== null ? (
        <a className={buttonClass({ size: 'small' })} tabIndex={-1} href={url} target="_blank" rel="noreferrer noopener">
          {texts.acts.apply}
        </a>
      ) : (
        submitted && (
          <Button size="small" tabIndex={-1} onClick={() => acts.move(line, submitted)}>
            {submitted.name}
          </Button>
        )
      )}
    </>
  );
}

function OfQuiet({ line, item, acts }: LineButtonsProps & { readonly item: QuietItem }) {
  if (item.what === 'lying') return <OfLead line={line} acts={acts} />;
  const heard = item.what === 'heard_again';
  const to = heard ? acts.stages.find(({ id }) => id === item.back?.id) : acts.stages.find(({ kind }) => kind === 'silent');
  return (
    <>
      <Button size="small" look="quiet" tabIndex={-1} onClick={() => acts.putOff(line)}>
        {heard ? texts.acts.keep : texts.acts.keepWaiting}
      </Button>
      {to && (
        <Button size="small" tabIndex={-1} onClick={() => acts.move(line, to)}>
          {heard ? texts.acts.back(to.name) : texts.acts.noAnswer(to.name)}
        </Button>
      )}
    </>
  );
}
