import type { SpokenSegment, Transcript } from '@aisha/database';
import { clock } from '../clock';

type Spoken = Pick<Transcript, 'text' | 'segments'>;

/** What one speaker says until another begins. */
export interface Speech {
  readonly start: number;
  readonly speaker?: string;
  readonly text: string;
}

/** Speaks for so long without a paragraph nobody wants to read. */
const PARAGRAPH_SECONDS = 60;

/** Paragraphs of a recording: one a speaker's turn, long turns one a minute. Empty where no times are known. */
export function speeches({ segments }: Spoken): Speech[] {
  const speeches: (Speech & { text: string })[] = [];
  for (const { start, speaker, text } of segments ?? []) {
    const last = speeches.at(-1);
    const goesOn = last?.speaker === speaker && start - (last?.start ?? 0) < PARAGRAPH_SECONDS;
    if (last && goesOn) last.text += ` ${text.trim()}`;
    else speeches.push({ start, speaker, text: text.trim() });
  }
  return speeches.filter(({ text }) => text !== '');
}

/** The text with the names of speakers, where the model told them. */
export const spokenText = (spoken: Spoken): string =>
  spoken.segments?.some(({ speaker }) => speaker)
    ? speeches(spoken).map(named).join('\n')
    : (spoken.text ?? '');

/** The text with the time and the speaker of each line, where they are known. */
export const timedText = (spoken: Spoken): string =>
  spoken.segments?.length
    ? spoken.segments.map((segment) => `[${clock(segment.start)}] ${named(segment)}`).join('\n')
    : (spoken.text ?? '');

const named = ({ speaker, text }: Pick<SpokenSegment, 'speaker' | 'text'>) =>
  speaker ? `${speaker}: ${text.trim()}` : text.trim();
