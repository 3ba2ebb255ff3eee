import { useFormat } from '@sotto/features/settings/web';
import { Block, Button, Empty, Line, PageTitle, Skeleton, later } from '@sotto/ui';
import { notify, useApi } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { type AccessKeyView, endAccessKey } from '../api.ts';
import './account.css';
import { ExtensionBlock } from './extension/ExtensionBlock.tsx';
import { NewKeyDialog } from './NewKeyDialog.tsx';
import { keysKey, useAccessKeys } from './queries.ts';
import { useResumed } from './resume.ts';
import { ConfirmDialog } from './security/ConfirmDialog.tsx';
import { useOncePressed } from './security/once-pressed.ts';
import { texts as securityTexts } from './texts-security.ts';
import { scopeTexts, texts } from './texts.ts';

const ConnectDialog = later(() => import('./extension/ConnectDialog.tsx'));

type Doing = 'new-key' | 'connect';

/** Settings, Access keys: which there are, what they may do, a new one, and one for the extension. */
export function AccessKeysPage() {
  const { data: keys } = useAccessKeys();
  const [doing, setDoing] = useState(useDoingResumed());
  const close = () => setDoing(null);
  const acts = keys && (
    <Button size="small" icon={Plus} onClick={() => setDoing('new-key')}>
      {texts.newKey}
    </Button>
  );
  return (
    <>
      <PageTitle lead={texts.keysLead}>{texts.keys}</PageTitle>
      <Block title={texts.keys} aside={keys?.length} actions={keys && keys.length > 0 && acts}>
        {keys ? <Keys keys={keys} acts={acts} /> : <Skeleton lines={2} height="3rem" />}
      </Block>
      <ExtensionBlock onConnect={() => setDoing('connect')} />
      {doing === 'new-key' && <NewKeyDialog onClose={close} />}
      {doing === 'connect' && <ConnectDialog onClose={close} />}
    </>
  );
}

function useDoingResumed(): Doing | null {
  const [isNewKey, isConnecting] = [useResumed('new-key'), useResumed('connect')];
  if (isNewKey) return 'new-key';
  return isConnecting ? 'connect' : null;
}

function Keys({ keys, acts }: { readonly keys: readonly AccessKeyView[]; readonly acts: React.ReactNode }) {
  if (keys.length === 0) {
    return (
      <Empty title={texts.noKeys} action={acts}>
        {texts.noKeysLead}
      </Empty>
    );
  }
  return keys.map((key) => <KeyLine key={key.id} held={key} />);
}

function KeyLine({ held }: { readonly held: AccessKeyView }) {
  const [asked, setAsked] = useState(false);
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
        <Button size="small" aria-label={`${texts.endKey}: ${name}`} onClick={() => setAsked(true)}>
          {texts.endKey}
        </Button>
      </span>
      {asked && <EndKey held={held} onClose={() => setAsked(false)} />}
    </Line>
  );
}

function EndKey({ held: { id, name }, onClose }: { readonly held: AccessKeyView; readonly onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const ending = useMutation({
    mutationFn: () => api(endAccessKey, { params: { id } }),
    meta: { shownBeside: true },
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: keysKey });
      onClose();
      notify({ text: texts.keyEnded(name) });
    },
  });
  return (
    <ConfirmDialog
      title={securityTexts.endKeyTitle(name)}
      act={securityTexts.endKeyDo}
      doing={useOncePressed(ending)}
      onClose={onClose}
    >
      <p>{securityTexts.endKeyLead}</p>
    </ConfirmDialog>
  );
}
