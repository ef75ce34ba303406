/**
 * The hour and minute of a message, as the reader's clock shows them.
 * @param {number} unixSeconds
 * @param {string} language
 */
export function clockTime(unixSeconds, language) {
  return new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(unixSeconds * 1000);
}

/**
 * The reader's calendar day, as a key: `2026-11-22`.
 * @param {number} unixSeconds
 */
export function dayKey(unixSeconds) {
  return localDay(new Date(unixSeconds * 1000));
}

/**
 * "Today", "Yesterday", "12 November", and with the year when it is not this one.
 * @param {number} unixSeconds
 * @param {string} language
 * @param {Date} [now]
 */
export function dayLabel(unixSeconds, language, now = new Date()) {
  const date = new Date(unixSeconds * 1000);
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (localDay(date) === localDay(now)) return capital(relative.format(0, 'day'));
  if (localDay(date) === localDay(yesterday)) return capital(relative.format(-1, 'day'));
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year }).format(date);
}

/**
 * Seconds as `0:05`, `12:30`, `1:02:03`.
 * @param {number} seconds
 */
export function playTime(seconds) {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  const tail = String(rest).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/**
 * Bytes as `12 KB`, `3.4 MB` (1 KB = 1024 bytes, as Telegram shows it).
 * @param {number} bytes
 * @param {string} language
 */
export function fileSize(bytes, language) {
  const units = language === 'ru' ? ['Б', 'КБ', 'МБ', 'ГБ'] : ['B', 'KB', 'MB', 'GB'];
  const step = Math.min(3, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const digits = step > 1 ? 1 : 0;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: digits });
  return `${number.format(bytes / 1024 ** step)} ${units[step]}`;
}

/** @param {Date} date */
function localDay(date) {
  const parts = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return [date.getFullYear(), ...parts].join('-');
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
