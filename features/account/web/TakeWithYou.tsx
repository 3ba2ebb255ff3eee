import { groupLinks, useGroups } from '@sotto/features/groups/web';
import { exportEverything } from '@sotto/features/transfer/api';
import { Block, Button, Line, Skeleton, buttonClass } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { saveFile } from './save-file.ts';
import { texts } from './texts.ts';

/** Everything as JSON, and each group as CSV: before an account is deleted, and while it is disabled. */
export function TakeWithYou() {
  const groups = useGroups();
  const api = useApi();
  const everything = useMutation({
    mutationFn: async () => (await api(exportEverything, {})).body,
    onSuccess: (json) => saveFile(json, 'sotto.json'),
  });
  const all = (
    <Button size="small" look="primary" icon={Download} disabled={everything.isPending} onClick={() => everything.mutate()}>
      {texts.everything}
    </Button>
  );
  return (
    <Block title={texts.takeWithYou} aside={texts.opensAnywhere} actions={all}>
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
