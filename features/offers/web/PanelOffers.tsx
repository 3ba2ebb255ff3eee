/** Offers of one application, beside its facts. Drawn once there is one, or the application is so far. */
import './offers.css';
import { payInWords, type PanelPartProps } from '@sotto/features/applications/web';
import { useFormat } from '@sotto/features/settings/web';
import { Link } from '@sotto/ui/app';
import { useState } from 'react';
import type { OfferView } from '../api.ts';
import { offerLinks } from './links.ts';
import { OfferDialog } from './OfferDialog.tsx';
import { useOffers } from './queries.ts';
import { texts } from './texts.ts';

const expected: ReadonlySet<string> = new Set(['offer', 'won']);

export default function PanelOffers({ application }: PanelPartProps) {
  const offers = useOffers(application.id).data ?? [];
  const [open, setOpen] = useState<OfferView | 'new' | null>(null);
  const format = useFormat();
  if (offers.length === 0 && !expected.has(application.stage.kind)) return null;
  return (
    <section>
      <div className="section-head">
        <h3>{texts.one}</h3>
        <button type="button" className="link" disabled={application.readOnly} onClick={() => setOpen('new')}>
          {texts.add}
        </button>
      </div>
      {offers.length === 0 && <p className="faint">{texts.none}</p>}
      <ul className="offer-list">
        {offers.map((offer) => (
          <li key={offer.id}>
            <button type="button" className="link" onClick={() => setOpen(offer)}>
              {payInWords(format, offer.pay) ?? format.longDay(offer.receivedOn)}
            </button>
            <span className="faint">{standing(offer, format.longDay)}</span>
          </li>
        ))}
      </ul>
      {offers.length > 0 && (
        <Link {...offerLinks.compare()} className="link">
          {texts.compare}
        </Link>
      )}
      {open === 'new' && <OfferDialog offer={null} applicationId={application.id} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'new' && <OfferDialog offer={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function standing({ decision, respondBy }: OfferView, longDay: (date: string) => string): string {
  if (decision !== null) return texts.decisions[decision];
  return respondBy === null ? texts.undecided : texts.answerBy(longDay(respondBy));
}
