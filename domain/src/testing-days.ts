/** Days and zones for property tests: zones whose clocks do odd things, days on which they do. */
import fc from 'fast-check';

export const anyZone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
);

export const anyDay = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** A moment of these years, epoch ms. */
export const anyMoment = fc.integer({ min: Date.parse('2015-01-01'), max: Date.parse('2040-01-01') });
