/** Which columns this browser shows: nothing personal, so it may stay after signing out. */
import { createStore, type Store } from '@sotto/ui/app';
import { type TableColumnName, columnOf, tableColumnNames } from './table-columns.tsx';

const name = 'table-columns';
const usual = tableColumnNames.filter((column) => columnOf(column).usual);

export const chosenColumns: Store<readonly TableColumnName[]> = kept();

function kept(): Store<readonly TableColumnName[]> {
  const stored = localStorage.getItem(name)?.split(',');
  const known = tableColumnNames.filter((column) => stored?.includes(column));
  const store = createStore<readonly TableColumnName[]>(known.length > 0 ? known : usual);
  return {
    ...store,
    set(next) {
      store.set(next);
      localStorage.setItem(name, next.join(','));
    },
  };
}
