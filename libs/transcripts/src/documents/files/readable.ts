import type { Transcript } from '@aisha/database';
import { clock } from '../clock';
import { type DocumentBlock, documentBlocks } from '../document-blocks';
import { speeches } from '../writing/spoken-lines';

/** A block of a file; `lead` is who speaks and when, set off from the text. */
export interface FileBlock extends DocumentBlock {
  readonly lead?: string;
}

/** What a file holds: a document as it was written, or a transcript with its times and speakers. */
export function fileBlocks(transcript: Transcript, written: string | null): FileBlock[] {
  if (written !== null) return documentBlocks(written);
  const spoken = speeches(transcript);
  if (spoken.length === 0) return paragraphs(transcript.text ?? '');
  return spoken.map(({ start, speaker, text }) => ({
    kind: 'paragraph',
    lead: [clock(start), speaker ?? []].flat().join(' '),
    text,
  }));
}

/** As it was said or sent: nothing in it is markup. */
const paragraphs = (text: string): FileBlock[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'paragraph', text: line }));
