/** What is searched of applications and the texts below them. */
import {
  ApplicationKind,
  CompanyKind,
  CustomFieldKind,
  placeOf,
  SnapshotKind,
  StageKind,
  TextKind,
  textFieldNames,
  writeCustomValue,
  type CustomField,
  type CustomValues,
  type Stored,
} from '@sotto/domain';
import { searchable, type SearchedField } from '@sotto/workspace';
import { fieldsOf } from './fields.ts';

export const searchables = [
  searchable({
    kind: ApplicationKind,
    refersTo: [CompanyKind, CustomFieldKind],
    fields: (application, workspace) => {
      const company = workspace.get(CompanyKind, application.companyId)?.content;
      return [
        ['title', application.title],
        ['company', company?.name],
        ['aliases', company?.aliases.join(', ')],
        ['tags', application.tags.join(', ')],
        ['location', placeOf(application.location)],
        ['referenceNumber', application.referenceNumber],
        ['externalJobId', application.externalJobId],
        ['sourceDetail', application.sourceDetail],
        ['seniority', application.seniority],
        ['nextAction', application.nextAction?.text],
        ['outcomeReason', application.outcomeReason],
        ['url', application.url],
        ...fieldsOf(workspace).map((field): SearchedField => [field.content.name, wordsIn(field, application.custom)]),
        ...textFieldNames.map((name): SearchedField => [name, application[name]]),
      ];
    },
    shown: ({ content: { title, companyId, stageId } }, workspace) => {
      const company = workspace.get(CompanyKind, companyId)?.content.name;
      const stage = workspace.get(StageKind, stageId)?.content.name;
      return { title, detail: [company, stage].filter((part) => part !== undefined).join(', ') };
    },
  }),
  searchable({ kind: TextKind, fields: ({ field, text }) => [[field, text]] }),
  searchable({ kind: SnapshotKind, fields: ({ text }) => [['snapshot', text]] }),
];

/** What a field of one's own says in words; nothing for yes or no, which is found by filtering. */
function wordsIn({ id, content }: Stored<CustomField>, values: CustomValues): string | null {
  const value = values[id];
  return value === undefined || content.type === 'yes_no' ? null : writeCustomValue(content, value);
}
