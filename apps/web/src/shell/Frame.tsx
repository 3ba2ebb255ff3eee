/** The frame of every signed-in page: rail, content, the phone's bottom bar. Shows only places that exist. */
import './frame.css';
import type { AccountView } from '@sotto/features/account/api';
import { Disabled, MailBanner } from '@sotto/features/account/web';
import { RailGroups } from '@sotto/features/groups/web';
import { NoticeBanner, NoticeList } from '@sotto/features/notices/web';
import { Activity } from '@sotto/features/privacy/web';
import { FrozenBar } from '@sotto/features/support/web';
import { Link, Outlet, type RailPlace, useShortcut } from '@sotto/ui/app';
import { Keys, Tooltip, Wordmark, later } from '@sotto/ui';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { features, places } from '../features.ts';
import { texts } from '../texts.ts';
import { BottomBar } from './BottomBar.tsx';
import { Offline } from './Offline.tsx';
import { RailFoot } from './RailFoot.tsx';
import { useAccount, useSignOut } from './session.ts';
import { keep } from './keep.ts';
import { useFocusOnNavigation } from './navigation.ts';

const Palette = later(() => import('./Palette.tsx'));
const KeyMap = later(() => import('./KeyMap.tsx'));

const inRail = places.filter((place) => !place.apart);

export function Frame() {
  const [palette, setPalette] = useState(false);
  const [map, setMap] = useState(false);
  const account = useAccount();
  const signOut = useSignOut();
  useFocusOnNavigation();
  useShortcut('Ctrl+k', texts.searchEverything, () => setPalette(true));
  useShortcut('?', texts.keyboard, () => setMap(true));

  if (isDisabled(account)) {
    return <Disabled account={account} activity={<WhatWasDone />} onSignOut={() => void signOut()} />;
  }
  return (
    <div className="app">
      <a className="skip" href="#main">
        {texts.skip}
      </a>
      <aside className="rail">
        <Link to="/" className="home" aria-label={texts.home}>
          <Wordmark />
        </Link>
        <button type="button" className="rail-search" aria-keyshortcuts="Control+K" onClick={() => setPalette(true)}>
          <Search className="icon small" aria-hidden />
          <span className="label">{texts.search}</span>
          <Keys keys="Ctrl+K" />
        </button>
        <nav aria-label={texts.main}>
          <ul>
            {inRail.map((place) => (
              <li key={place.to} className={place.begins ? 'begins' : undefined}>
                <PlaceLink place={place} />
              </li>
            ))}
          </ul>
          <div className="rail-groups">
            <RailGroups />
          </div>
        </nav>
        <RailFoot email={account?.email} onKeyMap={() => setMap(true)} />
      </aside>
      <main id="main" className="main" tabIndex={-1}>
        <Offline />
        <NoticeBanner />
        {typeof account?.frozenAt === 'string' && <FrozenBar />}
        <Outlet />
        {/* Beneath, so that nothing moves when it comes. */}
        {account?.mailLeaves === false && <MailBanner />}
      </main>
      <BottomBar email={account?.email} onSearch={() => setPalette(true)} onKeyMap={() => setMap(true)} />
      {features.map(({ name, always: Always }) => Always && <Always key={name} />)}
      {palette && <Palette onClose={() => setPalette(false)} />}
      {map && <KeyMap onClose={() => setMap(false)} />}
    </div>
  );
}

/** Told to and done in an account that is disabled. */
function WhatWasDone() {
  return (
    <>
      <NoticeList />
      <Activity />
    </>
  );
}

function isDisabled(account: AccountView | undefined): account is AccountView & { readonly disabledAt: string } {
  return typeof account?.disabledAt === 'string';
}

function PlaceLink({ place }: { readonly place: RailPlace }) {
  const { icon: Icon } = place;
  return (
    <Tooltip text={place.label}>
      <Link to={place.to} search={keep(place)}>
        <Icon className="icon" aria-hidden />
        <span className="label">{place.label}</span>
      </Link>
    </Tooltip>
  );
}
