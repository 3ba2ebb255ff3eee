/** Reminders in the browser. */
import { type SettingsView, getSettings } from '@sotto/features/settings/api';
import { inTurnWithSettings, settingsQuery } from '@sotto/features/settings/web';
import { notify, useApi } from '@sotto/ui/app';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getReminderMail, listReminders, markReminders, type ReminderList, setReminderMail } from '../api.ts';
import { texts } from './texts.ts';

// Begins like the key of Today: whoever makes Today anew makes these anew as well.
const listKey = ['today', 'reminders'];
const mailKey = ['reminder-mail'];
const everyMs = 5 * 60_000;

/** What is up; looked at again every few minutes, and whenever one comes back to the tab. */
export function useReminders() {
  const api = useApi();
  return useQuery({
    queryKey: listKey,
    queryFn: async ({ signal }) => (await api(listReminders, {}, signal)).body,
    refetchInterval: everyMs,
  });
}

export interface Marks {
  readonly seen?: string[];
  readonly away?: string[];
  readonly back?: string[];
}

/** Marks reminders; what is put away goes at once, and is said with the way back. */
export function useMarkReminders() {
  const back = useMark();
  return useMark(({ away = [] }) => {
    if (away.length > 0) notify({ text: texts.away(away.length), undo: () => back.mutate({ back: away }) });
  });
}

/** `onMarked` is called for each, also for one that is followed by another before its answer. */
function useMark(onMarked?: (marks: Marks) => void) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (marks: Marks) => (await api(markReminders, { body: marks })).body,
    scope: { id: 'reminders' },
    onMutate: ({ away = [] }) =>
      queries.setQueryData<ReminderList>(
        listKey,
        (list) => list && { ...list, items: list.items.filter(({ key }) => !away.includes(key)) },
      ),
    onSuccess: (list, marks) => {
      queries.setQueryData(listKey, list);
      onMarked?.(marks);
    },
    onError: () => queries.invalidateQueries({ queryKey: listKey }),
  });
}

/** Whether reminders come by mail, and what one would say. */
export function useReminderMail() {
  const api = useApi();
  return useQuery({
    queryKey: mailKey,
    queryFn: async ({ signal }) => (await api(getReminderMail, {}, signal)).body,
  });
}

/** Changes the settings as well: shown in them at once, or another change of theirs would put it back. */
export function useSetReminderMail() {
  const api = useApi();
  const queries = useQueryClient();
  const settingsKey = settingsQuery(api).queryKey;
  const showInSettings = (byMail: boolean, more: Partial<SettingsView> = {}) =>
    queries.setQueryData<SettingsView>(
      settingsKey,
      (present) => present && { ...present, ...more, reminders: { ...present.reminders, byMail } },
    );
  return useMutation({
    ...inTurnWithSettings,
    mutationFn: async (on: boolean) => {
      const mail = (await api(setReminderMail, { body: { on } })).body;
      return { mail, settings: (await api(getSettings, {})).body };
    },
    onMutate: (on) => void showInSettings(on),
    onSuccess: ({ mail, settings: { revision, reminders } }) => {
      showInSettings(reminders.byMail, { revision });
      queries.setQueryData(mailKey, mail);
    },
    onError: () => Promise.all([settingsKey, mailKey].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
