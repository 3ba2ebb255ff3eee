/** Settings, Your data: everything out, and what came in. */
import './transfer.css';
import { groupLinks, useGroups } from '@sotto/features/groups/web';
import { Block, Button, Line, PageTitle, Skeleton, buttonClass } from '@sotto/ui';
import { Download } from 'lucide-react';
import { ImportsList } from './ImportsList.tsx';
import { useExportEverything } from './queries.ts';
import { texts } from './texts.ts';

export function DataPage() {
  return (
    <>
      <PageTitle lead={texts.dataLead}>{texts.data}</PageTitle>
      <Export />
      <ImportsList />
    </>
  );
}

function Export() {
  const groups = useGroups();
  const everything = useExportEverything();
  return (
    <Block title={texts.export} aside={texts.exportAside}>
      {groups ? (
        groups.map(({ id, name, applications }) => (
          <Line key={id} name={name} sub={texts.applications(applications)}>
            <a className={buttonClass({ size: 'small' })} href={groupLinks.csv(id)} download aria-label={texts.csvOf(name)}>
              <Download className="icon" aria-hidden />
              {texts.csv}
            </a>
          </Line>
        ))
      ) : (
        <Skeleton lines={2} height="2rem" />
      )}
      <Line name={texts.everything} sub={texts.everythingAbout}>
        <Button size="small" icon={Download} disabled={everything.isPending} onClick={() => everything.mutate()}>
          {texts.json}
        </Button>
      </Line>
    </Block>
  );
}
