/** The address of a talk or mail by itself, as search knows it: leads on to where it is read. */
import { applicationLinks } from '@sotto/features/applications/web';
import { companyLinks } from '@sotto/features/companies/web';
import { Empty, buttonClass } from '@sotto/ui';
import { type Address, Link, Navigate, useApi, useParams } from '@sotto/ui/app';
import { useQuery } from '@tanstack/react-query';
import { type InteractionView, getInteraction } from '../api.ts';
import { contactLinks } from './links.ts';
import { texts } from './texts.ts';

export function InteractionGate() {
  const { interactionId: id = '' } = useParams();
  const api = useApi();
  const query = useQuery({
    queryKey: ['interactions', 'one', id],
    queryFn: async ({ signal }) => (await api(getInteraction, { params: { id } }, signal)).body,
  });
  if (query.data) return <Navigate {...placeOf(query.data)} replace />;
  if (!query.isError) return null;
  return (
    <div className="list-empty">
      <Empty
        title={texts.gone}
        action={
          <Link {...contactLinks.list()} className={buttonClass({})}>
            {texts.toList}
          </Link>
        }
      >
        {texts.goneLead}
      </Empty>
    </div>
  );
}

function placeOf({ contacts, application, company }: InteractionView): Address {
  if (contacts[0]) return contactLinks.contact(contacts[0].id);
  if (application) return applicationLinks.application(application.id);
  return company ? companyLinks.company(company.id) : contactLinks.list();
}
