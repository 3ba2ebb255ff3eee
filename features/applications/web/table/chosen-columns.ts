/** Which columns this browser shows, by name: nothing personal, so it may stay after signing out. One that is gone is passed over. */
import { createStore, type Store } from '@sotto/ui/app';
import { usualColumns } from './table-columns.tsx';

const name = 'table-columns';

export const chosenColumns: Store<readonly string[]> = kept();

function kept(): Store<readonly string[]> {
  const stored = localStorage.getItem(name)?.split(',') ?? [];
  const store = createStore<readonly string[]>(stored.length > 0 ? stored : usualColumns);
  return {
    ...store,
    set(next) {
      store.set(next);
      localStorage.setItem(name, next.join(','));
    },
  };
}
