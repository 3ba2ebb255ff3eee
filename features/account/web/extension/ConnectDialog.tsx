/** Gives the extension a key of its own: a code to put in there, good once and for five minutes. Nobody sees the key. */
import { Dialog } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { listAccessKeys, makeConnectCode } from '../../api.ts';
import { KeyForm } from '../KeyForm.tsx';
import { keysKey } from '../queries.ts';
import '../security/security.css';
import { Code } from './Code.tsx';
import { type MadeCode, type Wish, firstWish } from './made-code.ts';
import { NoCode } from './NoCode.tsx';
import { texts } from './texts.ts';

export default function ConnectDialog({ onClose }: { readonly onClose: () => void }) {
  const [isChoosing, setIsChoosing] = useState(false);
  const [made, setMade] = useState<MadeCode | null>(null);
  const queries = useQueryClient();
  const make = useMakeCode();
  const making = useMutation({ mutationFn: make, meta: { shownBeside: true }, onSuccess: setMade });
  const begin = useEffectEvent(() => making.mutate(firstWish));
  useEffect(() => begin(), []);
  const close = () => {
    // The extension may have come for its key meanwhile.
    void queries.invalidateQueries({ queryKey: keysKey });
    onClose();
  };
  const again = (wish: Wish) => {
    setMade(null);
    making.mutate(wish);
  };
  return (
    <Dialog open onClose={close} title={texts.connect} narrow>
      {isChoosing && (
        <KeyForm
          kind="connect"
          initial={firstWish}
          lead={texts.connectLead}
          act={texts.makeCode}
          make={make}
          onMade={(chosen) => {
            setMade(chosen);
            setIsChoosing(false);
          }}
          onClose={close}
        />
      )}
      {!isChoosing && made === null && <NoCode making={making} onAgain={() => making.mutate(firstWish)} onClose={close} />}
      {!isChoosing && made !== null && (
        <Code key={made.code} made={made} onWish={again} onChoose={() => setIsChoosing(true)} onClose={close} />
      )}
    </Dialog>
  );
}

/** Makes a code; which keys there were is noted first, so that the new one can be told. */
function useMakeCode(): (wish: Wish) => Promise<MadeCode> {
  const api = useApi();
  return async (wish) => {
    const { items } = (await api(listAccessKeys, {})).body;
    const { code } = (await api(makeConnectCode, { body: { ...wish, scopes: [...wish.scopes] } })).body;
    return { code, wish, before: items.map(({ id }) => id) };
  };
}
