import type { Tokens } from 'marked';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Telegram has no tables; wider columns than this break into lines on a phone and look worse than ragged ones. */
const WIDEST = 40;

/** A table as lines of a fixed width, for preformatted text. */
export function tableText({ header, rows, align }: Tokens.Table): string {
  const lines = [header, ...rows].map((row) => row.map(({ text }) => oneLine(text)));
  const widths = header.map((_, column) =>
    Math.min(WIDEST, Math.max(...lines.map((row) => width(row[column] ?? '')))),
  );
  const written = lines.map((row) =>
    widths
      .map((room, column) => padded(row[column] ?? '', room, align[column] ?? null))
      .join(' | ')
      .trimEnd(),
  );
  const rule = widths.map((room) => '-'.repeat(room)).join('-+-');
  return [written[0], rule, ...written.slice(1)].join('\n');
}

const oneLine = (text: string) =>
  text
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/\*\*|__|`/g, '')
    .replace(/\s+/g, ' ')
    .trim();

const width = (text: string) => [...graphemes.segment(text)].length;

function padded(text: string, room: number, align: Tokens.Table['align'][number]): string {
  const free = Math.max(0, room - width(text));
  const left = align === 'right' ? free : align === 'center' ? Math.floor(free / 2) : 0;
  return ' '.repeat(left) + text + ' '.repeat(free - left);
}
