import type { MenuItem } from '@sotto/ui';
import { navigate } from '@sotto/ui/app';
import { Keyboard, LogOut, Settings } from 'lucide-react';
import { places } from '../features.ts';
import { texts } from '../texts.ts';
import { useSignOut } from './session.ts';

export interface MenuNeeds {
  /** Who is signed in; `undefined` until the server has said. */
  readonly email: string | undefined;
  readonly onKeyMap: () => void;
}

/** What stands under Menu. On a phone, first the places for which the bottom bar has no room. */
export function useMenuItems({ email, onKeyMap }: MenuNeeds, phone = false): readonly MenuItem[] {
  const signOut = useSignOut();
  const further = phone ? places.filter((place) => !place.onPhone) : [];
  return [
    ...(email === undefined ? [] : [{ kind: 'label', id: 'email', label: email } as const]),
    ...further.map((place) => ({ id: place.to, label: place.label, icon: place.icon, run: () => navigate({ to: place.to }) })),
    { id: 'settings', label: texts.settings, icon: Settings, run: () => navigate({ to: '/settings' }) },
    { id: 'keyboard', label: texts.keyboard, icon: Keyboard, keys: '?', run: onKeyMap },
    { kind: 'rule', id: 'rule' },
    { id: 'sign-out', label: texts.signOut, icon: LogOut, run: () => void signOut() },
  ];
}
