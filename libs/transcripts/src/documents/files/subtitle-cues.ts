import type { SpokenSegment } from '@aisha/database';

/** What stands on the screen from one moment to another. */
export interface Cue {
  /** Whole milliseconds from the beginning; `end` is after `start`, and not after the next cue's `start`. */
  readonly start: number;
  readonly end: number;
  /** One or two. */
  readonly lines: readonly string[];
  readonly speaker?: string;
}

/** What television allows: 42 characters a line, two lines. */
const LINE = 42;
const LINES = 2;
/** A shorter one cannot be seen. */
const SHORTEST_MS = 100;

/** Cues of what was said: long segments are shown in several, each for as long as its share of the words. */
export function cuesOf(segments: readonly SpokenSegment[]): Cue[] {
  const cues = segments.flatMap(cuesOfSegment).sort((a, b) => a.start - b.start);
  let at = 0;
  return cues.map((cue, index) => {
    const start = Math.max(cue.start, at);
    const next = cues[index + 1]?.start ?? Infinity;
    const end = Math.max(start + SHORTEST_MS, Math.min(cue.end, Math.max(next, start)));
    at = end;
    return { ...cue, start, end };
  });
}

function cuesOfSegment({ start, end, text, speaker }: SpokenSegment): Cue[] {
  const screens = grouped(linesOf(text), LINES);
  const total = screens.flat().join('').length;
  let said = 0;
  return screens.map((lines) => {
    const from = start + ((end - start) * said) / total;
    said += lines.join('').length;
    const to = start + ((end - start) * said) / total;
    return { start: milliseconds(from), end: milliseconds(to), lines, speaker };
  });
}

/** Whole words as long as they fit; a word that is longer than a line is cut. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).flatMap(pieces)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LINE) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

const pieces = (word: string): string[] =>
  grouped([...word], LINE).map((characters) => characters.join(''));

const grouped = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

const milliseconds = (seconds: number) => Math.max(0, Math.round(seconds * 1_000));
