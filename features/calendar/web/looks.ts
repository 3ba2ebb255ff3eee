/** How an entry is marked: by the stage of its application. */
import { useStages } from '@sotto/features/stages/web';
import type { StageLook } from '@sotto/ui';
import { useMemo } from 'react';
import type { CalendarItem } from '../api.ts';

/** `undefined`: it belongs to no application. */
export function useLooks(): (item: CalendarItem) => StageLook | undefined {
  const stages = useStages();
  return useMemo(() => {
    const looks = new Map(stages?.map(({ id, look }) => [id, look]));
    return ({ application }) => (application === null ? undefined : (looks.get(application.stage.id) ?? 'saved'));
  }, [stages]);
}
