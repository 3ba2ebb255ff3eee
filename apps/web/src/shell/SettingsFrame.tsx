/** The frame of Settings: its list at the left, on a phone above. */
import './settings.css';
import { Link, Navigate, Outlet, useLocation } from '@sotto/ui/app';
import { useEffect, useRef } from 'react';
import { settingsPlaces } from '../features.ts';
import { texts } from '../texts.ts';

export function SettingsFrame() {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    // On a phone the list is a row that scrolls: the current page must be in sight.
    nav.current?.querySelector(`a[href="${pathname}"]`)?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <div className="scroll">
      <div className="settings-frame">
        <nav ref={nav} className="settings-nav" aria-label={texts.settings}>
          <h1>{texts.settings}</h1>
          <ul>
            {settingsPlaces.map((place) => (
              <li key={place.to} className={place.apart ? 'apart' : undefined}>
                <Link to={place.to}>
                  <span>{place.label}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="settings-page">
          <Outlet />
        </div>
      </div>
    </div>
  );
}

/** `/settings` opens its first page. */
export function FirstSetting() {
  return <Navigate to={settingsPlaces[0]?.to ?? '/'} replace />;
}
