/** The letter as it will read, with what is not filled marked; into the mail program or onto the clipboard when nothing is. */
import { type LetterPart, letterText, openPlaces } from '@sotto/domain';
import { Button, Note, Skeleton, buttonClass } from '@sotto/ui';
import { notify } from '@sotto/ui/app';
import { useMutation } from '@tanstack/react-query';
import { Copy, Mail } from 'lucide-react';
import { useState } from 'react';
import type { LetterParts } from './LetterDialog.tsx';
import { mailLink } from './mail-link.ts';
import { texts } from './texts.ts';

export interface SheetProps {
  /** An address; empty: nobody yet. */
  readonly to: string;
  readonly parts: LetterParts;
  /** Whether everything that may fill a place is here. */
  readonly isKnown: boolean;
  readonly onOpen: () => void;
}

export function Sheet({ to, parts: { subject, body }, isKnown, onOpen }: SheetProps) {
  const [told, setTold] = useState<string | null>(null);
  const letter = { to, subject: letterText(subject), body: letterText(body) };
  const isWhole = isKnown && openPlaces([...subject, ...body]).length === 0;
  const { href, withoutBody } = mailLink(letter);
  const copy = useMutation({
    mutationFn: (text: string) => navigator.clipboard.writeText(text),
    onError: () => setTold(texts.cannotCopy),
    meta: { shownBeside: true },
  });
  function open(): void {
    if (withoutBody) copy.mutate(letter.body, { onSuccess: () => setTold(texts.tooLong) });
    onOpen();
  }
  if (!isKnown) return <Skeleton lines={6} />;
  return (
    <section className="letter" aria-label={texts.preview}>
      <article>
        <p className="letter-subject">
          {subject.length === 0 ? <span className="faint">{texts.noSubject}</span> : <Marked parts={subject} />}
        </p>
        <div className="letter-body">
          {body.length === 0 ? <span className="faint">{texts.noText}</span> : <Marked parts={body} />}
        </div>
      </article>
      {told !== null && <Note tone="warn">{told}</Note>}
      <div className="buttons">
        {isWhole ? (
          <a className={buttonClass({ look: 'primary' })} href={href} onClick={open}>
            <Mail className="icon" aria-hidden />
            {texts.open}
          </a>
        ) : (
          <Button look="primary" icon={Mail} disabled>
            {texts.open}
          </Button>
        )}
        <Button
          icon={Copy}
          disabled={!isWhole}
          onClick={() => copy.mutate(letter.body, { onSuccess: () => notify({ text: texts.copied }) })}
        >
          {texts.copy}
        </Button>
        <span className="faint" role="status">
          {isWhole ? texts.nothingSent : texts.firstFill}
        </span>
      </div>
    </section>
  );
}

function Marked({ parts }: { readonly parts: readonly LetterPart[] }) {
  return parts.map(({ kind, text }, index) => {
    const Piece = kind === 'open' ? 'mark' : 'span';
    return (
      // Pieces have no identity of their own; they are drawn anew with every letter typed.
      // oxlint-disable-next-line react/no-array-index-key
      <Piece key={index} className={kind}>
        {text}
      </Piece>
    );
  });
}
