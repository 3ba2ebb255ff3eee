/**
 * Changing what stands in a list of the person's own order.
 *
 * A change shows at once. Changes reach the server one after the other, each with the revision that the one before it brought, and the
 * list is read anew after the last: who moves something up twice is quicker than the answers. For what is changed in the list itself: a
 * form that was opened earlier may hold an older item, and names the revision it holds.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';

interface Listed {
  readonly id: string;
  readonly revision: number;
}

/** `after`: the id of what it stands after from now on; `null`: it is the first; absent: it stays where it is. */
interface ListedPatch {
  readonly revision: number;
  readonly after?: string | null | undefined;
}

export interface ListedChanges<Item extends Listed, Patch extends ListedPatch> {
  /** Of the query that holds the list. */
  readonly queryKey: readonly string[];
  readonly patch: (id: string, patch: Patch) => Promise<Item>;
  readonly reread: () => Promise<void>;
  /** What the list shows of a change besides the place before it is answered. @default nothing */
  readonly foresee?: (item: Item, change: Omit<Patch, 'revision'>) => Item;
}

export interface ListedChange<Item, Patch> {
  readonly item: Item;
  readonly change: Omit<Patch, 'revision'>;
}

export function useChangeListed<Item extends Listed, Patch extends ListedPatch>(changes: ListedChanges<Item, Patch>) {
  const { queryKey, patch, reread, foresee = (item) => item } = changes;
  const queries = useQueryClient();
  const mutationKey = [...queryKey, 'change'];
  const present = () => queries.getQueryData<readonly Item[]>(queryKey) ?? [];
  const show = (items: readonly Item[]) => void queries.setQueryData<readonly Item[]>(queryKey, (known) => known && items);
  const newest = (item: Item) => present().find(({ id }) => id === item.id) ?? item;
  return useMutation({
    mutationKey,
    scope: { id: mutationKey.join(' ') },
    // Safe: a patch is a change and the revision it was made of.
    mutationFn: ({ item, change }: ListedChange<Item, Patch>) =>
      patch(item.id, { ...change, revision: newest(item).revision } as Patch),
    onMutate: async ({ item, change }) => {
      await queries.cancelQueries({ queryKey });
      const before = present();
      show(inPlace(before, foresee(newest(item), change), change.after));
      return before;
    },
    onSuccess: ({ id, revision }) => show(present().map((one) => (one.id === id ? { ...one, revision } : one))),
    onError: (_error, _change, before) => before && show(before),
    onSettled: async () => {
      if (queries.isMutating({ mutationKey }) === 1) await reread();
    },
  });
}

/** The list with `item` as it is now, where it is now. */
export function inPlace<Item extends Listed>(
  items: readonly Item[],
  item: Item,
  after: string | null | undefined,
): readonly Item[] {
  if (after === undefined) return items.map((one) => (one.id === item.id ? item : one));
  const others = items.filter(({ id }) => id !== item.id);
  return others.toSpliced(after === null ? 0 : others.findIndex(({ id }) => id === after) + 1, 0, item);
}
