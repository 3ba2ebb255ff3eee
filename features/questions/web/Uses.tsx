/** The interviews a question belongs to, on its page. */
import { interviewLinks } from '@sotto/features/interviews/web';
import { useFormat } from '@sotto/features/settings/web';
import { IconButton } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import { X } from 'lucide-react';
import type { NamedUse, QuestionView } from '../api.ts';
import { type QuestionAutosave, useLinkQuestions } from './queries.ts';
import { texts } from './texts.ts';

export interface UsesProps {
  readonly question: QuestionView;
  readonly saving: QuestionAutosave;
}

export function Uses({ question }: UsesProps) {
  const { uses } = question;
  const link = useLinkQuestions();
  const unlink = ({ interviewId }: NamedUse) => link.mutate({ interviewId, items: [{ id: question.id, role: null }] });
  return (
    <section>
      <div className="section-head">
        <h3>{texts.used}</h3>
        {uses.length > 0 && <span className="count">{uses.length}</span>}
      </div>
      {uses.length === 0 && <p className="faint">{texts.notUsed}</p>}
      <ul className="use-list">
        {uses.map((use) => (
          <Row key={use.interviewId} use={use} onUnlink={() => unlink(use)} />
        ))}
      </ul>
    </section>
  );
}

function Row({ use, onUnlink }: { readonly use: NamedUse; readonly onUnlink: () => void }) {
  const format = useFormat();
  const { company, title } = use.application;
  return (
    <li>
      <span className="faint">{texts.roles[use.role]}</span>
      <span>
        <Link {...interviewLinks.interview(use.interviewId)} className="link">
          {company.name}
        </Link>
        {`, ${title}`}
      </span>
      <time dateTime={use.startsAt}>{format.day(use.startsAt.slice(0, 10))}</time>
      <IconButton icon={X} size="small" label={`${texts.notHere}: ${company.name}`} onClick={onUnlink} />
    </li>
  );
}
