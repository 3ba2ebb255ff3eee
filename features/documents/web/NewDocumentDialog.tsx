/** Uploads a document: the file, what it is called, what kind it is. */
import type { DocumentKindName } from '@sotto/domain';
import { Button, Dialog, DialogBody, DialogFoot, Field, TextInput } from '@sotto/ui';
import { navigate } from '@sotto/ui/app';
import { type SubmitEvent, useState } from 'react';
import { DropPlace } from './DropPlace.tsx';
import { objectionTo } from './file-type.ts';
import { KindSelect } from './KindSelect.tsx';
import { documentLinks } from './links.ts';
import { useCreateDocument } from './queries.ts';
import { texts } from './texts.ts';

export interface NewDocumentDialogProps {
  /** One that was dropped onto the page. */
  readonly file: File | null;
  readonly onClose: () => void;
}

export function NewDocumentDialog({ file: dropped, onClose }: NewDocumentDialogProps) {
  const form = useNewFile(dropped);
  const { upload, part } = useCreateDocument();
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const made = form.ready();
    if (made === null) return;
    upload.mutate(made, {
      onSuccess: ({ id }) => {
        onClose();
        navigate(documentLinks.document(id));
      },
    });
  }
  return (
    <Dialog open onClose={onClose} title={texts.newDocument} narrow>
      <form onSubmit={submit} noValidate>
        <DialogBody className="new-document">
          <NewFileFields form={form} part={upload.isPending ? part : null} refused={upload.error} />
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={form.file === null || upload.isPending}>
            {upload.isPending ? texts.uploading : texts.uploadIt}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

/** A file and what is said of it, while one says it. */
export function useNewFile(dropped: File | null) {
  const [file, setFile] = useState(dropped !== null && objectionTo(dropped) === null ? dropped : null);
  const [found, setFound] = useState(dropped && objectionTo(dropped));
  const [name, setName] = useState(dropped ? stemOf(dropped.name) : '');
  const [kind, setKind] = useState<DocumentKindName>(dropped ? kindGuessed(dropped.name) : 'resume');
  const [label, setLabel] = useState('');
  return {
    file,
    found,
    name,
    kind,
    label,
    setName,
    setKind,
    setLabel,
    take(chosen: File) {
      const objection = objectionTo(chosen);
      setFound(objection);
      if (objection !== null) return setFile(null);
      setFile(chosen);
      setName(stemOf(chosen.name));
      setKind(kindGuessed(chosen.name));
    },
    ready: () => file && { file, name, kind, label },
  };
}

export interface NewFileFieldsProps {
  readonly form: ReturnType<typeof useNewFile>;
  readonly part: number | null;
  readonly refused: Error | null;
}

export function NewFileFields({ form, part, refused }: NewFileFieldsProps) {
  return (
    <>
      <DropPlace
        title={texts.dropFirst}
        chosen={form.file?.name}
        part={part}
        reason={form.found ?? refused?.message ?? null}
        onFile={form.take}
      />
      {form.file !== null && (
        <>
          <Field label={texts.name}>
            <TextInput value={form.name} onChange={(event) => form.setName(event.target.value)} />
          </Field>
          <div className="two-fields">
            <Field label={texts.kind}>
              <KindSelect value={form.kind} onChange={form.setKind} />
            </Field>
            <Field label={texts.label} optional={texts.optional}>
              <TextInput
                value={form.label}
                maxLength={60}
                placeholder={texts.labelExample}
                onChange={(event) => form.setLabel(event.target.value)}
              />
            </Field>
          </div>
        </>
      )}
    </>
  );
}

function stemOf(name: string): string {
  return name
    .replace(/\.[^.]+$/, '')
    .replaceAll(/[_\s]+/g, ' ')
    .trim();
}

/** By words that stand in names of such files; the person sees and changes it. */
const signs: readonly (readonly [RegExp, DocumentKindName])[] = [
  [/cover|motivation|anschreiben|\bletter of/i, 'cover_letter'],
  [/offer/i, 'offer_letter'],
  [/contract|agreement|vertrag/i, 'contract'],
  [/portfolio/i, 'portfolio'],
  [/certificat|diploma|zertifikat/i, 'certificate'],
  [/transcript/i, 'transcript'],
  [/reference|recommendation|zeugnis/i, 'reference'],
  [/take.?home|assignment|challenge/i, 'take_home'],
  [/resume|r\u00e9sum\u00e9|\bcv\b|curriculum|lebenslauf/i, 'resume'],
];

function kindGuessed(name: string): DocumentKindName {
  return signs.find(([sign]) => sign.test(name.replaceAll('_', ' ')))?.[1] ?? 'resume';
}
