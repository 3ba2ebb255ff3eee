/** Settings, Reminders: in the app, by mail, what, when, and how much a mail tells. */
import './reminders.css';
import { useChangeSettings, useFormat, useSettings } from '@sotto/features/settings/web';
import type { SettingsView } from '@sotto/features/settings/api';
import { Block, Checkbox, Line, NativeSelect, Note, PageTitle, Segments, Skeleton, Switch } from '@sotto/ui';
import type { MailExample, ReminderMailView } from '../api.ts';
import { useReminderMail, useSetReminderMail } from './queries.ts';
import { settingsTexts as texts } from './texts.ts';
import { titles } from './titles.ts';

type Rules = SettingsView['reminders'];

const minutes = [2880, 1440, 180, 60, 15];
const mostDistances = 4;
const things = ['tasks', 'suggestions', 'offers', 'closing'] as const;
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const usualTime = '08:00';

/** `00:00`, `00:30` and so on. */
const times = Array.from(
  { length: 48 },
  (_, half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`,
);

export function SettingsPage() {
  const settings = useSettings();
  const mail = useReminderMail().data;
  if (!settings || !mail) return <Skeleton lines={8} height="2.5rem" />;
  return <Loaded settings={settings} mail={mail} />;
}

function Loaded({ settings, mail }: { readonly settings: SettingsView; readonly mail: ReminderMailView }) {
  const change = useChangeSettings();
  const { reminders } = settings;
  const set = (more: Partial<Rules>) => change({ reminders: { ...reminders, ...more } });
  return (
    <>
      <PageTitle lead={texts.lead}>{titles.reminders}</PageTitle>
      <Block title={texts.where} aside={mail.on ? texts.zone(settings.zone) : undefined}>
        <Line name={texts.inApp} sub={texts.inAppSub}>
          <Switch aria-label={texts.inApp} checked={reminders.inApp} onChange={(event) => set({ inApp: event.target.checked })} />
        </Line>
        <ByMail mail={mail} />
        {mail.on && <Times rules={reminders} set={set} />}
      </Block>
      <What rules={reminders} set={set} />
      {mail.leaves && (
        <Block title={texts.tells}>
          <Detail chosen={settings.mailDetail} onChange={(mailDetail) => change({ mailDetail })} examples={mail.examples} />
        </Block>
      )}
    </>
  );
}

function ByMail({ mail }: { readonly mail: ReminderMailView }) {
  const format = useFormat();
  const setMail = useSetReminderMail();
  if (!mail.leaves)
    return (
      <div className="after">
        <Note>{texts.noMail}</Note>
      </div>
    );
  const on = setMail.isPending ? setMail.variables : mail.on;
  const ended = mail.endedAt !== null && !on ? ` ${texts.ended(format.moment(mail.endedAt))}` : '';
  return (
    <Line name={texts.byMail} sub={`${texts.byMailSub}${ended}`}>
      <Switch aria-label={texts.byMail} checked={on} onChange={(event) => setMail.mutate(event.target.checked)} />
    </Line>
  );
}

interface RulesProps {
  readonly rules: Rules;
  readonly set: (more: Partial<Rules>) => void;
}

function Times({ rules, set }: RulesProps) {
  return (
    <>
      <Line name={texts.daily} sub={texts.dailySub}>
        <span className="reminder-choices">
          {rules.dailyAt !== null && (
            <Time label={texts.dailyAt} value={rules.dailyAt} onChange={(dailyAt) => set({ dailyAt })} />
          )}
          <Switch
            aria-label={texts.daily}
            checked={rules.dailyAt !== null}
            onChange={(event) => set({ dailyAt: event.target.checked ? usualTime : null })}
          />
        </span>
      </Line>
      <Line name={texts.digest} sub={texts.digestSub}>
        <span className="reminder-choices">
          <NativeSelect
            label={texts.digestOn}
            value={rules.digestOn ?? ''}
            onChange={(day) => set({ digestOn: days.find((each) => each === day) ?? null })}
          >
            <option value="">{texts.never}</option>
            {days.map((day) => (
              <option key={day} value={day}>
                {texts.days[day]}
              </option>
            ))}
          </NativeSelect>
          {rules.digestOn !== null && (
            <Time label={texts.digestAt} value={rules.digestAt} onChange={(digestAt) => set({ digestAt })} />
          )}
        </span>
      </Line>
    </>
  );
}

interface TimeProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (time: string) => void;
}

/** Half hours, and the one that was chosen elsewhere. */
function Time({ label, value, onChange }: TimeProps) {
  const offered = times.includes(value) ? times : [...times, value].toSorted((a, b) => (a < b ? -1 : 1));
  return (
    <NativeSelect label={label} value={value} onChange={onChange}>
      {offered.map((time) => (
        <option key={time}>{time}</option>
      ))}
    </NativeSelect>
  );
}

function What({ rules, set }: RulesProps) {
  const { interviewMinutes: chosen } = rules;
  const others = chosen.filter((each) => !minutes.includes(each));
  const toggle = (each: number) =>
    set({ interviewMinutes: chosen.includes(each) ? chosen.filter((one) => one !== each) : [...chosen, each] });
  return (
    <>
      <Block title={texts.interviews} aside={texts.mostFour}>
        <div className="reminder-distances" role="group" aria-label={texts.interviews}>
          {[...minutes, ...others].map((each) => (
            <Checkbox
              key={each}
              checked={chosen.includes(each)}
              disabled={chosen.length >= mostDistances && !chosen.includes(each)}
              onChange={() => toggle(each)}
            >
              {texts.minutes[each] ?? `${each} min`}
            </Checkbox>
          ))}
        </div>
      </Block>
      <Block title={texts.things}>
        {things.map((thing) => (
          <Line key={thing} name={texts.thingNames[thing][0]} sub={texts.thingNames[thing][1]}>
            <Switch
              aria-label={texts.thingNames[thing][0]}
              checked={rules.things.includes(thing)}
              onChange={(event) =>
                set({ things: things.filter((each) => (each === thing ? event.target.checked : rules.things.includes(each))) })
              }
            />
          </Line>
        ))}
      </Block>
    </>
  );
}

interface DetailProps {
  readonly chosen: MailExample['detail'];
  readonly onChange: (detail: MailExample['detail']) => void;
  readonly examples: readonly MailExample[];
}

/** The levels, and beneath them the very mail that the chosen one would make. */
function Detail({ chosen, onChange, examples }: DetailProps) {
  const example = examples.find(({ detail }) => detail === chosen);
  return (
    <>
      <Line name={texts.details[chosen]} sub={texts.detailSubs[chosen]}>
        <Segments
          label={texts.tells}
          value={chosen}
          onChange={onChange}
          choices={examples.map(({ detail }) => ({ value: detail, label: texts.details[detail] }))}
        />
      </Line>
      {example && (
        <figure className="mail-example" aria-label={texts.example}>
          <figcaption>
            <span className="faint">{texts.subject}</span> {example.subject}
          </figcaption>
          {example.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </figure>
      )}
    </>
  );
}
