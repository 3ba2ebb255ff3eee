/** Settings, Follow-up: each rule on or off, and its days. */
import './rules.css';
import type { Rules } from '@sotto/domain';
import { useChangeSettings, useSettings } from '@sotto/features/settings/web';
import { Block, Line, PageTitle, Skeleton, Switch, TextInput } from '@sotto/ui';
import { useState } from 'react';
import { rulesTexts } from './rules-texts.ts';
import { titles } from './titles.ts';

type DayRule = Exclude<keyof Rules, 'mostNudges'>;

/** The rules by head, in the order in which they come up. */
const blocks = [
  {
    title: rulesTexts.followUp,
    rules: ['followUpAfterSubmittedDays', 'followUpAfterScreenDays', 'thankAfterInterviewDays', 'beforeRespondByDays'],
  },
  { title: rulesTexts.silence, rules: ['silentAfterSubmittedDays', 'silentAfterScreenDays', 'silentAfterInterviewDays'] },
  { title: rulesTexts.saved, rules: ['leadStaleAfterDays', 'leadStaleBeforeClosingDays'] },
] as const satisfies readonly { title: string; rules: readonly DayRule[] }[];

/** What a rule that is switched on again begins with. Source: product.md, "Today". */
const usual: Readonly<Record<DayRule, number>> = {
  followUpAfterSubmittedDays: 7,
  followUpAfterScreenDays: 3,
  thankAfterInterviewDays: 1,
  beforeRespondByDays: 2,
  silentAfterSubmittedDays: 30,
  silentAfterScreenDays: 21,
  silentAfterInterviewDays: 14,
  leadStaleAfterDays: 14,
  leadStaleBeforeClosingDays: 3,
};

const mostDays = 365;
const mostNudges = 20;

export function RulesPage() {
  const settings = useSettings();
  const change = useChangeSettings();
  if (!settings) return <Skeleton lines={8} height="2.5rem" />;
  const set = (more: Partial<Rules>) => change({ rules: { ...settings.rules, ...more } });
  return (
    <>
      <PageTitle lead={rulesTexts.lead}>{titles.rules}</PageTitle>
      {blocks.map(({ title, rules }) => (
        <Block key={title} title={title}>
          {rules.map((rule) => (
            <RuleLine key={rule} rule={rule} days={settings.rules[rule]} onChange={(days) => set({ [rule]: days })} />
          ))}
          {title === rulesTexts.followUp && (
            <Line name={rulesTexts.mostNudges[0]} sub={rulesTexts.mostNudges[1]}>
              <Days
                label={rulesTexts.mostNudges[0]}
                value={settings.rules.mostNudges}
                least={0}
                most={mostNudges}
                unit={rulesTexts.most}
                onChange={(count) => set({ mostNudges: count })}
              />
            </Line>
          )}
        </Block>
      ))}
    </>
  );
}

interface RuleLineProps {
  readonly rule: DayRule;
  /** `null`: switched off. */
  readonly days: number | null;
  readonly onChange: (days: number | null) => void;
}

function RuleLine({ rule, days, onChange }: RuleLineProps) {
  const [name, sub] = rulesTexts[rule];
  return (
    <Line name={name} sub={sub}>
      <span className="rule">
        {days !== null && (
          <Days
            label={rulesTexts.daysOf(name)}
            value={days}
            least={1}
            most={mostDays}
            unit={rulesTexts.days}
            onChange={onChange}
          />
        )}
        <Switch
          aria-label={name}
          checked={days !== null}
          onChange={(event) => onChange(event.target.checked ? usual[rule] : null)}
        />
      </span>
    </Line>
  );
}

interface DaysProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  readonly onChange: (value: number) => void;
}

/** A number that is kept when the field is left; what is no number between its ends goes back to what was. */
function Days({ label, value, least, most, unit, onChange }: DaysProps) {
  const [typed, setTyped] = useState(String(value));
  const [kept, setKept] = useState(value);
  // Changed elsewhere in the meantime (by Undo): what is kept is what is shown.
  if (kept !== value) {
    setKept(value);
    setTyped(String(value));
  }
  function keep(): void {
    const said = Number(typed);
    if (!Number.isInteger(said) || said < least || said > most) setTyped(String(value));
    else if (said !== value) onChange(said);
  }
  return (
    <label className="rule-days">
      <TextInput
        type="number"
        inputMode="numeric"
        aria-label={label}
        min={least}
        max={most}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === 'Enter' && keep()}
      />
      {unit}
    </label>
  );
}
