import type { QueryClient } from '@tanstack/react-query';

/** Everything that shows tasks asks again. */
export async function refreshTasks(queries: QueryClient): Promise<void> {
  await Promise.all(['tasks', 'today', 'calendar'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
}
