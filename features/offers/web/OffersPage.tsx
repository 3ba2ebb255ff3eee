/** All offers side by side: what each says, what is missing, and how it does by what one weighs. */
import './offers.css';
import { proposedCriteria, weighed, type OfferCriterion } from '@sotto/domain';
import { applicationLinks, payInWords } from '@sotto/features/applications/web';
import { type Format, useFormat, useSettings } from '@sotto/features/settings/web';
import { Button, buttonClass, Empty, NativeSelect, Skeleton } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import { type ReactNode, useState } from 'react';
import type { OfferView } from '../api.ts';
import { OfferDialog } from './OfferDialog.tsx';
import { yearlyInWords } from './pay-words.ts';
import { useGivePoints, useOffers } from './queries.ts';
import { texts } from './texts.ts';
import { WeightsDialog } from './WeightsDialog.tsx';

export function OffersPage() {
  const query = useOffers();
  const criteria = useSettings()?.offerCriteria ?? proposedCriteria;
  const [changed, setChanged] = useState<OfferView | null>(null);
  const [weighing, setWeighing] = useState(false);
  const offers = query.data ?? [];
  return (
    <>
      <header className="head">
        <h1>{texts.title}</h1>
        {offers.length > 0 && (
          <Button className="push" onClick={() => setWeighing(true)}>
            {texts.weights}
          </Button>
        )}
      </header>
      <div className="offers">
        {query.isPending && <Skeleton lines={10} />}
        {query.isError && (
          <Empty title={texts.notLoaded} action={<Button onClick={() => void query.refetch()}>{texts.tryAgain}</Button>} />
        )}
        {query.data?.length === 0 && (
          <Empty
            title={texts.empty}
            action={
              <Link to="/board" className={buttonClass({})}>
                {texts.toBoard}
              </Link>
            }
          >
            {texts.emptyLead}
          </Empty>
        )}
        {offers.length > 0 && (
          <>
            <p className="page-lead">{texts.lead}</p>
            <Comparison offers={offers} criteria={criteria} onChange={setChanged} />
          </>
        )}
      </div>
      {changed && <OfferDialog offer={changed} onClose={() => setChanged(null)} />}
      {weighing && <WeightsDialog criteria={criteria} onClose={() => setWeighing(false)} />}
    </>
  );
}

interface ComparisonProps {
  readonly offers: readonly OfferView[];
  readonly criteria: readonly OfferCriterion[];
  readonly onChange: (offer: OfferView) => void;
}

function Comparison({ offers, criteria, onChange }: ComparisonProps) {
  const format = useFormat();
  return (
    <div className="offers-scroll">
      <table className="offers-table" aria-label={texts.title}>
        <thead>
          <tr>
            <td aria-hidden />
            {offers.map((offer) => (
              <th key={offer.id} scope="col">
                <Link {...applicationLinks.application(offer.application.id)} className="link">
                  {offer.application.company.name}
                </Link>
                <span className="sub">{offer.application.title}</span>
                <Button size="small" look="quiet" onClick={() => onChange(offer)}>
                  {texts.change}
                </Button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {saidRows(format).map(({ label, said }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {offers.map((offer) => (
                <td key={offer.id}>{said(offer) ?? <span className="not-said">{texts.notSaid}</span>}</td>
              ))}
            </tr>
          ))}
        </tbody>
        <tbody>
          <tr className="offers-part">
            <th scope="rowgroup" colSpan={offers.length + 1}>
              {texts.criteria}
            </th>
          </tr>
          {criteria.map((criterion) => (
            <tr key={criterion.id}>
              <th scope="row">
                {criterion.name} <span className="faint">{texts.weight(criterion.weight)}</span>
              </th>
              {offers.map((offer) => (
                <td key={offer.id}>
                  <Points offer={offer} criterion={criterion} />
                </td>
              ))}
            </tr>
          ))}
          <tr className="offers-weighed">
            <th scope="row">{texts.rows.weighed}</th>
            {offers.map(({ id, scores }) => (
              <td key={id}>{weighedInWords(format, scores, criteria)}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

interface SaidRow {
  readonly label: string;
  /** Nothing when the offer does not say it. */
  readonly said: (offer: OfferView) => ReactNode;
}

function saidRows(format: Format): readonly SaidRow[] {
  const { rows } = texts;
  const day = (date: string | null) => date && format.longDay(date);
  return [
    { label: rows.decision, said: ({ decision }) => (decision === null ? texts.undecided : texts.decisions[decision]) },
    { label: rows.respondBy, said: ({ respondBy }) => day(respondBy) },
    { label: rows.pay, said: ({ pay }) => payInWords(format, pay) },
    { label: rows.yearly, said: ({ pay }) => yearly(format, pay) },
    { label: rows.leaveDays, said: ({ leaveDays }) => (leaveDays === null ? null : texts.days(leaveDays)) },
    { label: rows.remoteDays, said: ({ remoteDays }) => (remoteDays === null ? null : texts.daysAWeek(remoteDays)) },
    {
      label: rows.commuteMinutes,
      said: ({ commuteMinutes }) => (commuteMinutes === null ? null : texts.minutes(commuteMinutes)),
    },
    { label: rows.startOn, said: ({ startOn }) => day(startOn) },
    { label: rows.benefits, said: ({ benefits }) => benefits },
    { label: rows.notes, said: ({ notes }) => notes },
    { label: rows.receivedOn, said: ({ receivedOn }) => day(receivedOn) },
  ];
}

function yearly(format: Format, pay: OfferView['pay']): ReactNode {
  const words = yearlyInWords(format, pay);
  return (
    words && (
      <>
        {words.amount} <span className="sub">{words.way}</span>
      </>
    )
  );
}

function weighedInWords(format: Format, scores: OfferView['scores'], criteria: readonly OfferCriterion[]): ReactNode {
  const { score, open } = weighed(scores, criteria);
  return (
    <>
      {score === null ? (
        <span className="not-said">{texts.notSaid}</span>
      ) : (
        <b>{texts.ofFive(format.number(Math.round(score * 10) / 10))}</b>
      )}
      {open > 0 && <span className="sub">{texts.open(open)}</span>}
    </>
  );
}

const allPoints = [1, 2, 3, 4, 5];

function Points({ offer, criterion }: { readonly offer: OfferView; readonly criterion: OfferCriterion }) {
  const give = useGivePoints(offer.id, criterion);
  const points = give.isPending ? give.variables : offer.scores[criterion.id];
  return (
    <NativeSelect
      label={texts.points(criterion.name, offer.application.company.name)}
      value={points?.toString() ?? ''}
      onChange={(typed) => give.mutate(typed === '' ? null : Number(typed))}
    >
      <option value="">–</option>
      {allPoints.map((value) => (
        <option key={value} value={value}>
          {value}
        </option>
      ))}
    </NativeSelect>
  );
}
