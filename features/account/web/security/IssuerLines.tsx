import { Button, Line } from '@sotto/ui';
import { notify, useApi } from '@sotto/ui/app';
import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { type IdentityView, type IssuerView, removeIdentity } from '../../api.ts';
import { beginTrip } from '../issuer-trip.ts';
import { accountLinks } from '../links.ts';
import { texts } from '../texts-security.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { useCredentialChange, useIssuers } from './queries.ts';
import { useWhen } from './when.ts';

/** One line for each issuer that is set up here, and for each that is linked although it is not any more. */
export function IssuerLines({ identities }: { readonly identities: readonly IdentityView[] }) {
  const { data: issuers = [] } = useIssuers();
  const isLinked = ({ name }: IssuerView) => identities.some(({ issuer }) => issuer === name);
  const isSetUp = ({ issuer }: IdentityView) => issuers.some(({ name }) => name === issuer);
  return (
    <>
      {identities.map((identity) => (
        <LinkedLine key={identity.id} identity={identity} isSetUp={isSetUp(identity)} />
      ))}
      {issuers
        .filter((issuer) => !isLinked(issuer))
        .map((issuer) => (
          <UnlinkedLine key={issuer.id} issuer={issuer} />
        ))}
    </>
  );
}

function UnlinkedLine({ issuer: { id, name } }: { readonly issuer: IssuerView }) {
  const api = useApi();
  const linking = useCredentialChange({
    change: () => beginTrip(api, { issuer: id, purpose: 'link', returnTo: accountLinks.security().to }),
  });
  return (
    <Line icon={Link2} name={name} sub={texts.notLinked(name)}>
      <span className="buttons">
        <Button size="small" aria-label={texts.linkIssuer(name)} onClick={() => linking.mutate()}>
          {texts.link}
        </Button>
      </span>
    </Line>
  );
}

interface LinkedLineProps {
  readonly identity: IdentityView;
  /** `false`: whoever runs this Sotto has taken it out. */
  readonly isSetUp: boolean;
}

function LinkedLine({ identity, isSetUp }: LinkedLineProps) {
  const [asked, setAsked] = useState(false);
  const when = useWhen();
  const { issuer, linkedAt } = identity;
  return (
    <Line icon={Link2} name={issuer} sub={isSetUp ? texts.linkedSince(when.since(linkedAt)) : texts.notSetUp}>
      <span className="buttons">
        <Button size="small" aria-label={texts.unlinkIssuer(issuer)} onClick={() => setAsked(true)}>
          {texts.unlink}
        </Button>
      </span>
      {asked && <Unlink identity={identity} onClose={() => setAsked(false)} />}
    </Line>
  );
}

function Unlink({ identity: { id, issuer }, onClose }: { readonly identity: IdentityView; readonly onClose: () => void }) {
  const api = useApi();
  const unlinking = useCredentialChange({
    change: () => api(removeIdentity, { params: { id } }),
    shownBeside: true,
    onDone() {
      onClose();
      notify({ text: texts.unlinked(issuer) });
    },
  });
  return (
    <ConfirmDialog title={texts.unlinkIssuer(issuer)} act={texts.unlink} doing={unlinking} onClose={onClose}>
      <p>{texts.unlinkLead(issuer)}</p>
    </ConfirmDialog>
  );
}
