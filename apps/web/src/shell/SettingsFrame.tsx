/** The frame of Settings: its list at the left, on a phone above. */
import './settings.css';
import { Link, Navigate, Outlet } from '@sotto/ui/app';
import { settingsPlaces } from '../features.ts';
import { texts } from '../texts.ts';

export function SettingsFrame() {
  return (
    <div className="scroll">
      <div className="settings-frame">
        <nav className="settings-nav" aria-label={texts.settings}>
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
