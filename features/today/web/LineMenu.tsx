/** The acts of a line where there is neither a keyboard nor a pointer that rests on it: on a phone. */
import { IconButton, Menu, type MenuItem, Stage } from '@sotto/ui';
import { Ellipsis } from 'lucide-react';
import { type Line, applicationOf } from './lines.ts';
import { texts } from './texts.ts';
import type { LineActs } from './use-acts.ts';

export interface LineMenuProps {
  readonly line: Line;
  readonly acts: LineActs;
}

export function LineMenu({ line, acts }: LineMenuProps) {
  return (
    <span className="line-menu">
      <Menu
        label={texts.actsOf(line.title)}
        items={itemsOf(line, acts)}
        align="end"
        trigger={(props) => <IconButton icon={Ellipsis} label={texts.actsOf(line.title)} {...props} />}
      />
    </span>
  );
}

function itemsOf(line: Line, acts: LineActs): MenuItem[] {
  const application = applicationOf(line);
  const items: MenuItem[] = [];
  if (line.list === 'due') items.push({ id: 'done', label: texts.acts.done, run: () => acts.done(line) });
  const wait = line.list === 'quiet' ? texts.acts.later : texts.acts.tomorrow;
  items.push({ id: 'put-off', label: wait, run: () => acts.putOff(line) });
  if (application === null) return items;
  items.push({ id: 'followed-up', label: texts.acts.followedUp, run: () => acts.followUp(line) });
  items.push({ kind: 'label', id: 'stages', label: texts.moveOf(application.title) });
  for (const stage of acts.stages) {
    items.push({
      id: stage.id,
      label: <Stage look={stage.look}>{stage.name}</Stage>,
      text: stage.name,
      chosen: stage.id === application.stage.id,
      run: () => acts.move(line, stage),
    });
  }
  return items;
}
