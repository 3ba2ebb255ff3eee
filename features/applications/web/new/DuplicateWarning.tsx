/** What we know already of the company and the posting, under the fields it concerns. */
import type { DuplicateReport } from '@sotto/features/capture/api';
import { useFormat } from '@sotto/features/settings/web';
import { Note } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import { applicationLinks } from '../links.ts';
import { closeNewApplication } from './new-application.ts';
import type { Typed } from './queries.ts';
import { newTexts } from './texts.ts';

const shown = 3;

export function DuplicateWarning({ report, typed }: { readonly report: DuplicateReport | undefined; readonly typed: Typed }) {
  if (!report || (typed.company.trim() === '' && !typed.url)) return null;
  return (
    <div aria-live="polite" className="duplicates">
      {report.doNotApply && (
        <Note tone="warn" title={newTexts.doNotApply(report.doNotApply.company.name)}>
          {report.doNotApply.reason}
        </Note>
      )}
      {report.items.length > 0 && report.response && <Known report={report} response={report.response} />}
    </div>
  );
}

function Known({ report, response }: { readonly report: DuplicateReport; readonly response: 'block' | 'warn' | 'inform' }) {
  const format = useFormat();
  return (
    <Note tone={response === 'inform' ? 'plain' : 'warn'} title={newTexts[response]}>
      {newTexts[`${response}Lead`]}
      <ul className="known">
        {report.items.slice(0, shown).map((one) => (
          <li key={one.id}>
            <span>
              <b>{one.title}</b>
              <span className="where">{newTexts.where(one, format.day(one.on))}</span>
            </span>
            <Link
              {...applicationLinks.application(one.id, { group: one.group.id })}
              className="button small"
              onClick={closeNewApplication}
            >
              {newTexts.open}
            </Link>
          </li>
        ))}
      </ul>
      {report.total > shown && <span>{newTexts.more(report.total - shown)}</span>}
    </Note>
  );
}
