import { groupLinks, useGroups } from '@sotto/features/groups/web';
import { TakeEverything } from '@sotto/features/transfer/web';
import { Block, Line, Skeleton, buttonClass } from '@sotto/ui';
import { Download } from 'lucide-react';
import { texts } from './texts.ts';

/** Everything in one file, and each group as CSV: before an account is deleted, and while it is disabled. */
export function TakeWithYou() {
  const groups = useGroups();
  return (
    <Block title={texts.takeWithYou} aside={texts.opensAnywhere}>
      <TakeEverything />
      {groups ? (
        groups.map((group) => (
          <Line
            key={group.id}
            name={
              <>
                {group.name} <span className="faint">{texts.applications(group.applications)}</span>
              </>
            }
          >
            <a
              className={buttonClass({ size: 'small' })}
              href={groupLinks.csv(group.id)}
              download
              aria-label={texts.csvOf(group.name)}
            >
              <Download className="icon" aria-hidden />
              {texts.csv}
            </a>
          </Line>
        ))
      ) : (
        <Skeleton lines={2} height="2rem" />
      )}
    </Block>
  );
}
