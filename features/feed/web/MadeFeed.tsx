/** The address of a new feed, this once, and where to paste it. */
import { Button, DialogBody, DialogFoot, Note, Segments } from '@sotto/ui';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { texts } from './texts.ts';

interface MadeFeedProps {
  readonly url: string;
  /** Someone tried to close the dialog without having kept it. */
  readonly reminded: boolean;
  readonly onKept: () => void;
}

/** Left only by saying that it is kept: Escape and a press beside it would lose the address. */
export function MadeFeed({ url, reminded, onKept }: MadeFeedProps) {
  return (
    <>
      <DialogBody>
        <p>{texts.copyNowLead}</p>
        <div className="feed-once">
          <code aria-label={texts.address}>{url}</code>
          <CopyAddress url={url} />
        </div>
        <div role="alert">{reminded && <Note title={texts.keepFirst} />}</div>
        <Steps />
        {location.hostname === 'localhost' && <Note>{texts.onlyHere}</Note>}
      </DialogBody>
      <DialogFoot>
        <Button onClick={onKept}>{texts.iHaveIt}</Button>
      </DialogFoot>
    </>
  );
}

/** Nothing where the browser has no clipboard for us: the address can be marked by hand. */
function CopyAddress({ url }: { readonly url: string }) {
  const [copied, setCopied] = useState(false);
  if (!isSecureContext) return null;
  async function copy() {
    await navigator.clipboard.writeText(url);
    setCopied(true);
  }
  return (
    <>
      <Button look="primary" icon={Copy} onClick={() => void copy()}>
        {copied ? texts.copied : texts.copy}
      </Button>
      <span className="hidden-name" role="status">
        {copied && texts.copied}
      </span>
    </>
  );
}

const programs = ['apple', 'google', 'outlook', 'thunderbird'] as const;
type Program = (typeof programs)[number];
const choices = programs.map((program) => ({ value: program, label: texts.programs[program].name }));

function Steps() {
  const [program, setProgram] = useState<Program>('apple');
  return (
    <div className="field">
      <span className="label">{texts.whichProgram}</span>
      <Segments<Program> label={texts.whichProgram} choices={choices} value={program} onChange={setProgram} />
      <ol className="feed-steps">
        {texts.programs[program].steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}
