import type { User } from '@aisha/accounts';
import { dayOf, offsetOf, shortDayOf } from './person-time';

const at = (timeZone: string, language: 'ru' | 'en') => ({ timeZone, language }) as User;
const lateEvening = new Date('2026-03-31T20:30:00Z');

describe('times as a person reads them', () => {
  it.each([
    ['UTC', 'en', 'March 31, 2026', '31.03'],
    ['Asia/Kamchatka', 'en', 'April 1, 2026', '01.04'],
    ['Europe/Moscow', 'ru', '31 марта 2026 г.', '31.03'],
  ] as const)('should be those of %s, in %s', (timeZone, language, day, short) => {
    expect(dayOf(lateEvening, at(timeZone, language))).toBe(day);
    expect(shortDayOf(lateEvening, at(timeZone, language))).toBe(short);
  });

  it('should say how far a zone is from UTC', () => {
    expect(['Europe/Moscow', 'Asia/Kamchatka', 'UTC'].map(offsetOf)).toEqual([
      'UTC+3',
      'UTC+12',
      'UTC+0',
    ]);
  });
});
