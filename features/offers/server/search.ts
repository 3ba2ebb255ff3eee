/** What is searched of offers. */
import { ApplicationKind, CompanyKind, OfferKind } from '@sotto/domain';
import { searchable } from '@sotto/workspace';

export const searchables = [
  searchable({
    kind: OfferKind,
    refersTo: [ApplicationKind, CompanyKind],
    fields: ({ applicationId, benefits, notes, pay }, workspace) => {
      const application = workspace.get(ApplicationKind, applicationId)?.content;
      return [
        ['title', application?.title],
        ['company', application && workspace.get(CompanyKind, application.companyId)?.content.name],
        ['benefits', benefits],
        ['notes', notes],
        ['pay', pay?.notes],
      ];
    },
    shown: ({ content: { applicationId, receivedOn } }, workspace) => {
      const application = workspace.get(ApplicationKind, applicationId)?.content;
      return {
        title: application?.title ?? receivedOn,
        detail: application === undefined ? '' : (workspace.get(CompanyKind, application.companyId)?.content.name ?? ''),
      };
    },
  }),
];
