/** One line under Privacy: freezes the account after one question, or says since when it is frozen and thaws it. */
import { useFormat } from '@sotto/features/settings/web';
import { getAccount } from '@sotto/features/account/api';
import { Button, Dialog, DialogBody, DialogFoot, Line } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSetFrozen } from './queries.ts';
import { texts } from './texts.ts';

export default function Freeze() {
  const api = useApi();
  const format = useFormat();
  const setFrozen = useSetFrozen();
  const [asking, setAsking] = useState(false);
  // As the frame asks for it.
  const { data: account } = useQuery({
    queryKey: ['account'],
    queryFn: async ({ signal }) => (await api(getAccount, {}, signal)).body,
  });
  const since = account?.frozenAt;
  if (typeof since === 'string') {
    return (
      <Line name={texts.frozenName} sub={texts.frozenSub(format.moment(since))}>
        <Button size="small" disabled={setFrozen.isPending} onClick={() => setFrozen.mutate(false)}>
          {texts.thaw}
        </Button>
      </Line>
    );
  }
  const freeze = () => {
    if (!setFrozen.isPending) setFrozen.mutate(true, { onSuccess: () => setAsking(false) });
  };
  return (
    <Line name={texts.freezeName} sub={texts.freezeSub}>
      <Button size="small" onClick={() => setAsking(true)}>
        {texts.freeze}
      </Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={texts.freezeTitle} narrow>
        <DialogBody>
          {texts.freezeLead.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={() => setAsking(false)}>
            {texts.cancel}
          </Button>
          <Button look="primary" onClick={freeze}>
            {texts.freeze}
          </Button>
        </DialogFoot>
      </Dialog>
    </Line>
  );
}
