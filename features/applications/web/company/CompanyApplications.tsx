/** On a company's page: the applications there, newest in their stage first, of every group. */
import './company-applications.css';
import type { CompanyPartProps } from '@sotto/features/companies/web';
import { useFormat } from '@sotto/features/settings/web';
import { useStages } from '@sotto/features/stages/web';
import { Stage } from '@sotto/ui';
import { Link, useApi } from '@sotto/ui/app';
import { useQuery } from '@tanstack/react-query';
import { listApplications } from '../../api.ts';
import { applicationLinks } from '../links.ts';
import { openNewApplication } from '../new/new-application.ts';
import { keys } from '../queries.ts';
import { texts } from '../texts.ts';

/** The most of one employer that anyone has; the table shows the others. */
const shown = 100;

export default function CompanyApplications({ company }: CompanyPartProps) {
  const format = useFormat();
  const stages = useStages() ?? [];
  const applications = useApplicationsOf(company.id);
  return (
    <section>
      <div className="section-head">
        <h3>{texts.allApplications}</h3>
        {company.applications > 0 && <span className="count">{company.applications}</span>}
        <button type="button" className="link" onClick={() => openNewApplication({ company: company.name })}>
          {texts.logOne}
        </button>
      </div>
      {applications?.length === 0 && <p className="faint">{texts.noneThere}</p>}
      <ul className="company-applications">
        {applications?.map((application) => {
          const stage = stages.find(({ id }) => id === application.stage.id);
          return (
            <li key={application.id}>
              <Link {...applicationLinks.application(application.id, { group: application.groupId })}>{application.title}</Link>
              {stage ? <Stage look={stage.look}>{stage.name}</Stage> : application.stage.name}
              <time dateTime={application.stageSince}>{format.day(format.dateOf(application.stageSince))}</time>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function useApplicationsOf(companyId: string) {
  const api = useApi();
  const query = { filter: [`companyId:is:${companyId}`], sort: '-stageSince', limit: shown };
  return useQuery({
    queryKey: [...keys.table, query],
    queryFn: async ({ signal }) => (await api(listApplications, { query }, signal)).body.items,
  }).data;
}
