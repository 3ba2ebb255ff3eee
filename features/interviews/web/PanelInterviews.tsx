/** The interviews that are still to come, above an application's posting. */
import type { PanelPartProps } from '@sotto/features/applications/web';
import { useFormat } from '@sotto/features/settings/web';
import { useState } from 'react';
import type { InterviewView } from '../api.ts';
import { ComingCard } from './ComingCard.tsx';
import { useInterviewsOf } from './queries.ts';
import { texts } from './texts.ts';
import { timeInWords } from './times.ts';

export default function PanelInterviews({ application }: PanelPartProps) {
  const interviews = useInterviewsOf(application.id) ?? [];
  const [now] = useState(() => Date.now());
  const coming = interviews.filter(({ end, status }) => status === 'planned' && Date.parse(end) > now);
  return coming.map((interview) => <Coming key={interview.id} interview={interview} />);
}

function Coming({ interview }: { readonly interview: InterviewView }) {
  const format = useFormat();
  const { id, kind, round, startsAt, place, link, people, contacts } = interview;
  const names = [...contacts.map(({ name }) => name), ...people].join(', ');
  const { here, city } = timeInWords(format, interview);
  return (
    <ComingCard
      id={id}
      time={startsAt.slice(11)}
      beneath={format.day(startsAt.slice(0, 10))}
      title={texts.roundOf(texts.kinds[kind], round)}
      about={[names, place, here && `${city}, ${here}`].filter(Boolean).join(' · ')}
      link={link}
      main
    />
  );
}
