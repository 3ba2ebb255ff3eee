/** From what a page says to the fields of a posting, as the contract has them. */
import { toMinorUnits } from '@sotto/domain';
import type { Posting } from '../api.ts';
import type { ReadPay, ReadPosting } from './read-posting.ts';

/** What is read of a posting besides its text and address, for a form that somebody completes. `null`: it does not say. */
export function detailsOf(read: ReadPosting) {
  return {
    title: read.title,
    company: read.company,
    workMode: read.workMode,
    employmentType: read.employmentType,
    location: locationOf(read.places),
    compensation: compensationOf(read.pay),
    postedOn: read.postedOn,
    closesOn: read.closesOn,
  };
}

/** The first place, taken apart: "Leeds, England, UK" is town, region and country. */
function locationOf(places: readonly string[]): Posting['location'] {
  const [city, ...others] = (places[0] ?? '').split(/\s*,\s*/).filter((part) => part !== '');
  if (city === undefined) return null;
  const country = others.at(-1) ?? null;
  return { city, region: others.length > 1 ? others.slice(0, -1).join(', ') : null, country };
}

function compensationOf(pay: ReadPay | null): Posting['compensation'] {
  if (pay === null || pay.currency === null) return null;
  const { currency, period } = pay;
  const min = pay.min === null ? null : toMinorUnits(pay.min, currency);
  const max = pay.max === null ? null : toMinorUnits(pay.max, currency);
  if (min === null && max === null) return null;
  return min === max ? { kind: 'exact', min, currency, period } : { kind: 'range', min, max, currency, period };
}
