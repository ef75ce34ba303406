import { loadBrowserModule } from './browser-module.fixture';

const { dayKey, dayLabel, clockTime, fileSize, playTime } = loadBrowserModule<{
  clockTime(unixSeconds: number, language: string): string;
  dayKey(unixSeconds: number): string;
  dayLabel(unixSeconds: number, language: string, now?: Date): string;
  playTime(seconds: number): string;
  fileSize(bytes: number, language: string): string;
}>('text/format.js');

const seconds = (date: Date) => date.getTime() / 1000;
const now = new Date(2026, 10, 22, 12);

describe('time and size in the chat', () => {
  it('should show the hour of the reader on a 24-hour clock', () => {
    expect(clockTime(seconds(new Date(2026, 10, 22, 0, 5)), 'en')).toBe('00:05');
    expect(clockTime(seconds(new Date(2026, 10, 22, 18, 30)), 'ru')).toBe('18:30');
  });

  it('should put both ends of a local day under the same key', () => {
    expect(dayKey(seconds(new Date(2026, 0, 2)))).toBe('2026-01-02');
    expect(dayKey(seconds(new Date(2026, 0, 2, 23, 59, 59)))).toBe('2026-01-02');
  });

  it.each([
    ['en', 'Today', 'Yesterday', 'November 12', 'November 12, 2025'],
    ['ru', 'Сегодня', 'Вчера', '12 ноября', '12 ноября 2025 г.'],
  ])('should name days in %s', (language, today, yesterday, thisYear, lastYear) => {
    const label = (date: Date) => dayLabel(seconds(date), language, now);
    expect(label(new Date(2026, 10, 22, 1))).toBe(today);
    expect(label(new Date(2026, 10, 21, 23))).toBe(yesterday);
    expect(label(new Date(2026, 10, 12))).toBe(thisYear);
    expect(label(new Date(2025, 10, 12))).toBe(lastYear);
  });

  it.each([
    [5.9, '0:05'],
    [750, '12:30'],
    [3723, '1:02:03'],
    [Infinity, '0:00'],
    [NaN, '0:00'],
  ])('should show %s seconds of a recording as %s', (length, shown) => {
    expect(playTime(length)).toBe(shown);
  });

  it.each([
    [0, 'en', '0 B'],
    [2048, 'en', '2 KB'],
    [3_565_158, 'en', '3.4 MB'],
    [3_565_158, 'ru', '3,4 МБ'],
  ])('should show %s bytes in %s as %s', (bytes, language, shown) => {
    expect(fileSize(bytes, language)).toBe(shown);
  });
});
