import { Menu } from '@sotto/ui';
import { Link, actions, useStore } from '@sotto/ui/app';
import { CirclePlus, Menu as MenuIcon, Search } from 'lucide-react';
import { places } from '../features.ts';
import { texts } from '../texts.ts';
import { keep } from './keep.ts';
import { type MenuNeeds, useMenuItems } from './menu-items.ts';

/** The act behind New, if a feature offers it. */
const newest = 'new-application';

/** The phone's way round: two or three places, New, Search and Menu. */
export function BottomBar({ onSearch, ...needs }: MenuNeeds & { readonly onSearch: () => void }) {
  const items = useMenuItems(needs, true);
  const create = useStore(actions).find((action) => action.id === newest);
  return (
    <nav className="bottom" aria-label={texts.main}>
      {places
        .filter((place) => place.onPhone)
        .map(({ icon: Icon, ...place }) => (
          <Link key={place.to} to={place.to} search={keep(place)}>
            <Icon className="icon" aria-hidden />
            {place.label}
          </Link>
        ))}
      {create && (
        <button type="button" onClick={() => create.run('')}>
          <CirclePlus className="icon" aria-hidden />
          {texts.newApplication}
        </button>
      )}
      <button type="button" onClick={onSearch}>
        <Search className="icon" aria-hidden />
        {texts.search}
      </button>
      <Menu
        label={texts.menu}
        items={items}
        trigger={(props) => (
          <button type="button" {...props}>
            <MenuIcon className="icon" aria-hidden />
            {texts.menu}
          </button>
        )}
      />
    </nav>
  );
}
