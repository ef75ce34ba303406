import type { User } from '@aisha/accounts';

/** A day as people write it, where this person's clock stands. */
export const dayOf = (date: Date, { language, timeZone }: User): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(date);

/** Day and month in figures, where this person's clock stands. */
export const shortDayOf = (date: Date, { timeZone }: User): string =>
  // British order with dots is what both our languages read.
  new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: '2-digit', timeZone })
    .format(date)
    .replace('/', '.');

/** How far a zone is from UTC now, as `UTC+3`. */
export function offsetOf(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' });
  const name = parts.formatToParts().find(({ type }) => type === 'timeZoneName');
  return (name?.value ?? '').replace('GMT', 'UTC');
}
