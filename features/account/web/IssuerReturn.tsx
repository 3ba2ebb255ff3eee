import type { Client } from '@sotto/contract';
import { go, notify, ownAddress, useApi } from '@sotto/ui/app';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { returnFromIssuer } from '../api.ts';
import { Door } from './Door.tsx';
import { useEnter } from './entering.ts';
import { Identity } from './Identity.tsx';
import { type Trip, takeTrip } from './issuer-trip.ts';
import { accountLinks } from './links.ts';
import { Outcome, type WayOn } from './Outcome.tsx';
import { formError } from './problem-words.ts';
import { doorTexts } from './texts-doors.ts';
import { texts } from './texts.ts';

type Next = 'done' | 'second-factor' | 'linked' | 'proved';

/** How a trip ended. `nowhere`: this tab began none. */
type Ended =
  | { readonly how: 'well'; readonly trip: Trip; readonly next: Next }
  | { readonly how: 'badly'; readonly trip: Trip; readonly error: unknown }
  | { readonly how: 'nowhere' };

/** Where an issuer sends the browser back to. Hands over what it brought, and goes on with what the trip was for. */
export function IssuerReturn() {
  const [ended, setEnded] = useState<Ended | null>(null);
  const api = useApi();
  const goOn = useGoOn();
  const begun = useRef(false);
  const finish = useEffectEvent(async () => {
    const end = await finishTrip(api);
    if (end.how === 'well') goOn(end.trip, end.next);
    else setEnded(end);
  });
  useEffect(() => {
    // What was brought can be handed over once, also when React runs effects twice.
    if (begun.current) return;
    begun.current = true;
    void finish();
  }, []);
  if (ended?.how === 'badly') return <Failed {...ended} />;
  if (ended) return <Outcome title={doorTexts.notIn} lead={doorTexts.noTrip} ways={[toSignIn(null)]} />;
  return (
    <>
      <Door title={texts.issuer} alone>
        <p className="door-note after-a-while" role="status">
          {doorTexts.oneMoment}
        </p>
      </Door>
      {/* Whoever stays long at the issuer before linking is asked again who they are. */}
      <Identity />
    </>
  );
}

/** Takes the answer out of the address and the attempt out of the tab before anything else, and hands both over. */
async function finishTrip(api: Client): Promise<Ended> {
  const query = location.search.slice(1);
  go(accountLinks.issuerReturn().to, true);
  const trip = takeTrip();
  if (!trip) return { how: 'nowhere' };
  return api(returnFromIssuer, { body: { attempt: trip.attempt, query } }).then(
    ({ body }) => ({ how: 'well', trip, next: body.next }),
    (error: unknown) => ({ how: 'badly', trip, error }),
  );
}

function useGoOn(): (trip: Trip, next: Next) => void {
  const enter = useEnter();
  const queries = useQueryClient();
  return ({ returnTo }, next) => {
    if (next === 'done' || next === 'second-factor') return enter({ next }, returnTo);
    void queries.invalidateQueries();
    go(ownAddress(returnTo ?? accountLinks.security().to), true);
    notify({ text: next === 'linked' ? doorTexts.linked : doorTexts.proved });
  };
}

const titles = { 'sign-in': doorTexts.notIn, link: doorTexts.notLinked, prove: doorTexts.notProved } as const;

function Failed({ trip, error }: { readonly trip: Trip; readonly error: unknown }) {
  return <Outcome title={titles[trip.purpose]} lead={formError(error, []) ?? texts.notReached} ways={[wayOn(trip)]} />;
}

function wayOn(trip: Trip): WayOn {
  if (trip.purpose === 'link') return { to: accountLinks.security(), label: doorTexts.toSecurity };
  if (trip.purpose === 'prove') return { to: { to: ownAddress(trip.returnTo) }, label: doorTexts.toWhereYouWere };
  return toSignIn(trip.returnTo);
}

function toSignIn(returnTo: string | null): WayOn {
  return { to: accountLinks.signIn(returnTo ?? undefined), label: texts.backToSignIn };
}
