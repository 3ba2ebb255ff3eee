/** Above the days: which they are, back and on, what is shown, and as what. */
import { calendarViews, stepOf } from '@sotto/domain';
import { Button, IconButton, Menu, type MenuItem, preloadMenus, Segments } from '@sotto/ui';
import { ChevronLeft, ChevronRight, ListFilter, Printer } from 'lucide-react';
import { entryKinds } from '../api.ts';
import { calendarActs } from './head-slot.ts';
import type { Place } from './place.ts';
import { texts } from './texts.ts';
import { cityOf, useWords } from './words.ts';

const views = calendarViews.map((value) => ({ value, label: texts.views[value] }));

export function CalendarHead({ place }: { readonly place: Place }) {
  const words = useWords();
  const { view, on, zone, go } = place;
  return (
    <header className="head calendar-head">
      <h1 aria-live="polite">{words.title(place)}</h1>
      <span className="calendar-steps">
        <IconButton
          icon={ChevronLeft}
          label={texts.before[view]}
          keys="ArrowLeft"
          onClick={() => go({ on: stepOf(view, on, -1) })}
        />
        <Button onClick={() => go({ on: null })}>{texts.today}</Button>
        <IconButton
          icon={ChevronRight}
          label={texts.after[view]}
          keys="ArrowRight"
          onClick={() => go({ on: stepOf(view, on, 1) })}
        />
      </span>
      <span className="push calendar-tools">
        <span className="faint zone">{texts.zoneTime(cityOf(zone))}</span>
        {calendarActs.parts().map(({ name, view: Act }) => (
          <Act key={name} />
        ))}
        <KindsShown place={place} />
        <IconButton icon={Printer} label={texts.print} className="print" onClick={() => globalThis.print()} />
      </span>
      <Segments label={texts.view} choices={views} value={view} onChange={(next) => go({ view: next })} />
    </header>
  );
}

/** Which kinds of entries are shown. */
function KindsShown({ place: { kinds, go } }: { readonly place: Place }) {
  const say = (next: readonly string[]) =>
    go({ only: next.length === 0 || next.length === entryKinds.length ? null : next.join(',') });
  const items: MenuItem[] = entryKinds.map((kind) => ({
    id: kind,
    label: texts.kinds[kind],
    chosen: kinds.includes(kind),
    stays: true,
    run: () => say(kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind]),
  }));
  const label = kinds.length === entryKinds.length ? texts.show : texts.showing(kinds.length, entryKinds.length);
  return (
    <Menu
      label={texts.show}
      align="end"
      items={items}
      trigger={({ onPointerEnter: _, ...props }) => (
        <Button icon={ListFilter} className="kinds" {...props} onPointerEnter={preloadMenus}>
          {label}
        </Button>
      )}
    />
  );
}
