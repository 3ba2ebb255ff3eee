import { useFormat } from '@sotto/features/settings/web';
import { Block, Button, Empty, Line, PageTitle, Skeleton } from '@sotto/ui';
import { notify, useApi } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { type AccessKeyView, endAccessKey } from '../api.ts';
import './account.css';
import { NewKeyDialog } from './NewKeyDialog.tsx';
import { keysKey, useAccessKeys } from './queries.ts';
import { scopeTexts, texts } from './texts.ts';

/** Settings, Access keys: which there are, what they may do, and a new one. */
export function AccessKeysPage() {
  const { data: keys } = useAccessKeys();
  const [making, setMaking] = useState(false);
  const make = (
    <Button size="small" look={keys?.length === 0 ? 'primary' : 'plain'} icon={Plus} onClick={() => setMaking(true)}>
      {texts.newKey}
    </Button>
  );
  return (
    <>
      <PageTitle lead={texts.keysLead}>{texts.keys}</PageTitle>
      <Block title={texts.keys} aside={keys?.length} actions={keys && keys.length > 0 && make}>
        {keys ? <Keys keys={keys} make={make} /> : <Skeleton lines={2} height="3rem" />}
      </Block>
      {making && <NewKeyDialog onClose={() => setMaking(false)} />}
    </>
  );
}

function Keys({ keys, make }: { readonly keys: readonly AccessKeyView[]; readonly make: React.ReactNode }) {
  const api = useApi();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: ({ id }: AccessKeyView) => api(endAccessKey, { params: { id } }),
    async onSuccess(_answer, { name }) {
      await queries.invalidateQueries({ queryKey: keysKey });
      notify({ text: texts.keyEnded(name) });
    },
  });
  if (keys.length === 0) {
    return (
      <Empty title={texts.noKeys} action={make}>
        {texts.noKeysLead}
      </Empty>
    );
  }
  return keys.map((key) => <KeyLine key={key.id} held={key} onEnd={() => end.mutate(key)} />);
}

function KeyLine({ held, onEnd }: { readonly held: AccessKeyView; readonly onEnd: () => void }) {
  const { name, scopes, usedOn, expiresOn } = held;
  const format = useFormat();
  const isOver = format.daysAway(expiresOn) < 0;
  const sentences = [
    `${scopes.map((scope) => scopeTexts[scope].name).join(', ')}.`,
    usedOn === null ? texts.neverUsed : texts.lastUsed(format.longDay(usedOn)),
    isOver ? texts.ended(format.longDay(expiresOn)) : texts.works(format.longDay(expiresOn)),
  ];
  return (
    <Line icon={KeyRound} name={name} sub={sentences.join(' ')}>
      <span className="buttons">
        <Button size="small" aria-label={`${texts.endKey}: ${name}`} onClick={onEnd}>
          {texts.endKey}
        </Button>
      </span>
    </Line>
  );
}
