import type { SpokenSegment } from '@aisha/database';
import type { Stretch } from '../media/piece-plan';
import { seamOf, withoutFirst, withoutLast, wordsOf } from './word-seam';

/** What was said in one stretch of a recording. Times of segments count from the start of the stretch. */
export interface HeardPiece extends Stretch {
  readonly text: string;
  readonly language: string | null;
  readonly segments: readonly SpokenSegment[] | null;
}

/** What was said in the whole recording. */
export interface Speech {
  readonly text: string;
  /** ISO 639-1; null where the provider did not say. */
  readonly language: string | null;
  /** Times count from the start of the recording; null where the model tells none. */
  readonly segments: SpokenSegment[] | null;
}

/**
 * One text of the pieces of a recording, in order. Words that two pieces share are said once. Speakers are told apart
 * within one piece only, so that with several pieces each name carries the number of its piece: A1, B1, A2.
 */
export function joinPieces(pieces: readonly HeardPiece[]): Speech {
  const spoken = pieces.filter(({ text }) => text !== '');
  let text = '';
  let segments: SpokenSegment[] = [];
  spoken.forEach((piece, index) => {
    const before = spoken[index - 1];
    const seam = seamOf(text, piece.text, before ? before.to - piece.from : 0);
    text = `${withoutLast(text, seam.last)} ${withoutFirst(piece.text, seam.first)}`.trim();
    segments = [...shorten(segments, seam.last), ...drop(timed(piece, pieces), seam.first)];
  });
  const allTimed = spoken.every((piece) => piece.segments !== null);
  return {
    text,
    language: spoken.find(({ language }) => language)?.language ?? null,
    segments: allTimed && spoken.length > 0 ? inOrder(segments) : null,
  };
}

function timed(piece: HeardPiece, pieces: readonly HeardPiece[]): SpokenSegment[] {
  const number = pieces.length > 1 ? pieces.indexOf(piece) + 1 : '';
  return (piece.segments ?? []).map(({ start, end, text, speaker }) => ({
    start: piece.from + start,
    end: Math.min(piece.from + end, piece.to),
    text,
    ...(speaker ? { speaker: `${speaker}${number}` } : {}),
  }));
}

/** Without the first words, that were said before. */
function drop(segments: SpokenSegment[], words: number): SpokenSegment[] {
  const [first, ...rest] = segments;
  if (!first || words === 0) return segments;
  const count = wordsOf(first.text).length;
  return count <= words
    ? drop(rest, words - count)
    : [{ ...first, text: withoutFirst(first.text, words) }, ...rest];
}

/** Without the last words, that the next piece has whole. */
function shorten(segments: SpokenSegment[], words: number): SpokenSegment[] {
  const last = segments.at(-1);
  if (!last || words === 0) return segments;
  const count = wordsOf(last.text).length;
  return count <= words
    ? shorten(segments.slice(0, -1), words - count)
    : [...segments.slice(0, -1), { ...last, text: withoutLast(last.text, words) }];
}

/** Models are out by some tenths of a second: nothing begins before what was said before it has ended. */
function inOrder(segments: readonly SpokenSegment[]): SpokenSegment[] {
  let at = 0;
  return segments.map((segment) => {
    const start = Math.max(at, segment.start);
    at = Math.max(start, segment.end);
    return { ...segment, start, end: at };
  });
}
