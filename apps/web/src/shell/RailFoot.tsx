import { Menu, Tooltip } from '@sotto/ui';
import { Link, theme, themeShown } from '@sotto/ui/app';
import { Contrast, Settings } from 'lucide-react';
import { features } from '../features.ts';
import { texts } from '../texts.ts';
import { type MenuNeeds, useMenuItems } from './menu-items.ts';

/** Whose Sotto this is: Menu, the theme, Settings. */
export function RailFoot(needs: MenuNeeds) {
  const items = useMenuItems(needs);
  return (
    <div className="rail-foot">
      <Menu
        label={texts.menu}
        items={items}
        trigger={(props) => (
          <button type="button" className="person" {...props}>
            <span className="monogram" aria-hidden>
              {needs.email?.charAt(0).toUpperCase()}
            </span>
            <span className="label">{texts.menu}</span>
          </button>
        )}
      />
      {features.map(({ name, tool: Tool }) => Tool && <Tool key={name} />)}
      <ThemeSwitch />
      <Tooltip text={texts.settings}>
        <Link to="/settings" className="tool" aria-label={texts.settings}>
          <Settings className="icon" aria-hidden />
        </Link>
      </Tooltip>
    </div>
  );
}

/** Light to dark and back. Following the system is chosen in Settings, Appearance. */
export function ThemeSwitch() {
  return (
    <Tooltip text={texts.theme}>
      <button
        type="button"
        className="tool"
        aria-label={texts.theme}
        onClick={() => theme.set(themeShown() === 'dark' ? 'light' : 'dark')}
      >
        <Contrast className="icon" aria-hidden />
      </button>
    </Tooltip>
  );
}
