/** A look at a PDF: its pages as pictures, drawn as they come into sight. */
import './documents.css';
import { Dialog, Empty, Skeleton, buttonClass } from '@sotto/ui';
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { documentLinks } from './links.ts';
import { type OpenPdf, mostPages, openPdf } from './pdf-pages.ts';
import { texts, versionInWords } from './texts.ts';
import type { VersionView } from '../api.ts';

export interface PreviewDialogProps {
  readonly documentId: string;
  readonly version: VersionView;
  readonly onClose: () => void;
}

type Look = { readonly is: 'opening' } | { readonly is: 'failed' } | { readonly is: 'open'; readonly file: OpenPdf };

export default function PreviewDialog({ documentId, version, onClose }: PreviewDialogProps) {
  const address = documentLinks.file(documentId, version.id);
  const look = useLook(address);
  return (
    <Dialog open onClose={onClose} title={`${version.name}, ${versionInWords(version)}`}>
      <div className="dialog-body preview">
        {look.is === 'opening' && <Skeleton lines={12} />}
        {look.is === 'failed' && (
          <Empty
            title={texts.cannotShow}
            action={
              <a className={buttonClass({})} href={address} download={version.name}>
                <Download className="icon" aria-hidden />
                {texts.download}
              </a>
            }
          >
            {texts.cannotShowLead}
          </Empty>
        )}
        {look.is === 'open' && <Pages file={look.file} />}
      </div>
    </Dialog>
  );
}

/** Opens the file for as long as it is looked at. */
function useLook(address: string): Look {
  const [look, setLook] = useState<Look>({ is: 'opening' });
  useEffect(() => {
    const ended = new AbortController();
    const opening = open(address, ended.signal);
    opening.then(
      (file) => !ended.signal.aborted && setLook({ is: 'open', file }),
      () => !ended.signal.aborted && setLook({ is: 'failed' }),
    );
    return () => {
      ended.abort();
      void opening.then(
        (file) => file.close(),
        () => undefined,
      );
    };
  }, [address]);
  return look;
}

async function open(address: string, signal: AbortSignal): Promise<OpenPdf> {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return openPdf(await answer.arrayBuffer());
}

function Pages({ file }: { readonly file: OpenPdf }) {
  const shown = Math.min(file.pageCount, mostPages);
  return (
    <>
      {Array.from({ length: shown }, (_, at) => (
        <Page key={at + 1} file={file} number={at + 1} />
      ))}
      {file.pageCount > shown && <p className="faint">{texts.morePages(shown, file.pageCount)}</p>}
    </>
  );
}

interface PageProps {
  readonly file: OpenPdf;
  readonly number: number;
}

function Page({ file, number }: PageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [words, setWords] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const place = canvas.current;
    if (!place) return;
    const sight = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      sight.disconnect();
      file.draw(number, place, place.clientWidth).then(setWords, () => setFailed(true));
    });
    sight.observe(place);
    return () => sight.disconnect();
  }, [file, number]);
  return (
    <figure className="pdf-page" data-drawn={words !== null}>
      <canvas ref={canvas} role="img" aria-label={texts.pageOf(number, file.pageCount)} hidden={failed} />
      {failed && <p className="faint">{texts.pageFailed(number)}</p>}
      {/* What a picture says to nobody who does not see it. */}
      <figcaption className="hidden-name">{words}</figcaption>
    </figure>
  );
}
