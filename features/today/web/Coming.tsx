/** An interview of this week, told from today. */
import { ComingCard } from '@sotto/features/interviews/web';
import { useFormat } from '@sotto/features/settings/web';
import { useEffect, useState } from 'react';
import type { ComingItem } from '../api.ts';
import { texts } from './texts.ts';

export function Coming({ item, today }: { readonly item: ComingItem; readonly today: string }) {
  const format = useFormat();
  const day = format.dateOf(item.start);
  const { id, application, round, kind, people, place, link } = item;
  return (
    <ComingCard
      id={id}
      time={format.time(item.start)}
      beneath={day === today ? <Until item={item} /> : format.day(day)}
      title={texts.round(application.company.name, round)}
      about={[texts.with(texts.kinds[kind], people), place].filter(Boolean).join(', ')}
      link={link}
      main={day === today}
    />
  );
}

const halfMinute = 30_000;

/** `in 2 h 40`, looked at again every half minute. */
function Until({ item }: { readonly item: ComingItem }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), halfMinute);
    return () => clearInterval(timer);
  }, []);
  if (Date.parse(item.end) <= now) return texts.over;
  const minutes = Math.ceil((Date.parse(item.start) - now) / 60_000);
  return minutes <= 0 ? texts.now : texts.inTime(Math.floor(minutes / 60), minutes % 60);
}
