/** Today without a mouse: j and k go from line to line, x is done, s tomorrow, f followed up, m and numbers move; Enter opens. */
import { MenuAt, Stage } from '@sotto/ui';
import { useShortcut } from '@sotto/ui/app';
import { type RefObject, useState } from 'react';
import { type Line, applicationOf } from './lines.ts';
import { texts } from './texts.ts';
import type { LineActs } from './use-acts.ts';

export interface TodayKeysProps {
  readonly list: RefObject<HTMLElement | null>;
  readonly lines: readonly Line[];
  readonly reachable: Line | undefined;
  readonly onReach: (key: string) => void;
  readonly acts: LineActs;
}

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];

export function TodayKeys({ list, lines, reachable, onReach, acts }: TodayKeysProps) {
  const [menuFor, setMenuFor] = useState<{ line: Line; anchor: HTMLElement | null } | null>(null);
  const rowOf = (key: string) => list.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(key)}"]`) ?? null;
  const titleOf = (key: string) => rowOf(key)?.querySelector<HTMLElement>('.title') ?? null;
  /** The line that holds the focus, its buttons included. */
  const focused = () => {
    const row = document.activeElement?.closest<HTMLElement>('[data-line]');
    return lines.find(({ key }) => key === row?.dataset['line']);
  };

  function go(step: number): void {
    const present = focused();
    const next = present ? lines[lines.indexOf(present) + step] : (reachable ?? lines[0]);
    if (next) focusLine(next);
  }
  function focusLine(line: Line): void {
    onReach(line.key);
    titleOf(line.key)?.focus();
  }
  /** The line goes: the focus is on the one after it by then, or before it when it was the last. */
  function act(run: (line: Line) => void): void {
    const line = focused();
    if (!line) return;
    const index = lines.indexOf(line);
    const next = lines[index + 1] ?? lines[index - 1];
    run(line);
    if (next) focusLine(next);
  }

  useShortcut('j', texts.keys.next, () => go(1));
  useShortcut('k', texts.keys.previous, () => go(-1));
  useShortcut('ArrowDown', texts.keys.next, () => go(1), true);
  useShortcut('ArrowUp', texts.keys.previous, () => go(-1), true);
  useShortcut('x', texts.keys.done, () => act(acts.done));
  useShortcut('s', texts.keys.tomorrow, () => act(acts.putOff));
  useShortcut('f', texts.keys.followUp, () => act(acts.followUp));
  useShortcut('m', texts.keys.move, () => {
    const line = focused();
    if (line && applicationOf(line)) setMenuFor({ line, anchor: titleOf(line.key) });
  });
  return (
    <>
      {digits.map((number) => (
        <StageKey key={number} number={number} onPress={() => moveToStage(number)} />
      ))}
      {menuFor && (
        <MenuAt
          label={texts.moveOf(applicationOf(menuFor.line)?.title ?? menuFor.line.title)}
          items={acts.stages.map((stage) => ({
            id: stage.id,
            label: <Stage look={stage.look}>{stage.name}</Stage>,
            text: stage.name,
            chosen: stage.id === applicationOf(menuFor.line)?.stage.id,
            run: () => acts.move(menuFor.line, stage),
          }))}
          open
          onClose={() => setMenuFor(null)}
          anchor={menuFor.anchor}
        />
      )}
    </>
  );

  function moveToStage(number: number): void {
    const stage = acts.stages[number - 1];
    if (stage) act((line) => applicationOf(line)?.stage.id !== stage.id && acts.move(line, stage));
  }
}

function StageKey({ number, onPress }: { readonly number: number; readonly onPress: () => void }) {
  useShortcut(String(number), texts.keys.move, onPress, true);
  return null;
}
