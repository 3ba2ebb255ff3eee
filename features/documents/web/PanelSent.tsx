/** What was sent with one application, beside its facts. */
import './documents.css';
import type { PanelPartProps } from '@sotto/features/applications/web';
import { type Format, useFormat } from '@sotto/features/settings/web';
import { IconButton } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import { X } from 'lucide-react';
import { useState } from 'react';
import type { SubmissionView } from '../api.ts';
import { documentLinks } from './links.ts';
import { useRemoveSubmission, useSent } from './queries.ts';
import { SendDialog } from './SendDialog.tsx';
import { texts, versionInWords } from './texts.ts';

export default function PanelSent({ application }: PanelPartProps) {
  const sent = useSent(application.id).data;
  const [sending, setSending] = useState(false);
  return (
    <section>
      <div className="section-head">
        <h3>{texts.sent}</h3>
        {sent !== undefined && sent.length > 0 && <span className="count">{sent.length}</span>}
        <button type="button" className="link" disabled={application.readOnly} onClick={() => setSending(true)}>
          {texts.add}
        </button>
      </div>
      {sent?.length === 0 && <p className="faint">{texts.nothingSent}</p>}
      {sent !== undefined && sent.length > 0 && (
        <ul className="sent-list">
          {sent.map((submission) => (
            <Sent key={submission.id} submission={submission} />
          ))}
        </ul>
      )}
      {sending && <SendDialog application={application} onClose={() => setSending(false)} />}
    </section>
  );
}

function Sent({ submission }: { readonly submission: SubmissionView }) {
  const format = useFormat();
  const remove = useRemoveSubmission();
  const { document, sent, isThere } = submission;
  return (
    <li>
      <span>
        {document === null ? sent.document : <Link {...documentLinks.document(document.id)}>{sent.document}</Link>}
        <span className="sub">
          {versionInWords(sent)} · {dayOf(format, submission.at)}
        </span>
        {!isThere && (
          <span className="sub" title={`${texts.hash} ${sent.sha256}`}>
            {texts.fileGone}
          </span>
        )}
      </span>
      <IconButton icon={X} size="small" label={texts.removeEntry(sent.document)} onClick={() => remove.mutate(submission)} />
    </li>
  );
}

function dayOf(format: Format, at: string): string {
  return format.day(at.length === 10 ? at : format.dateOf(at));
}
