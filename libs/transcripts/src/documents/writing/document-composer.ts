import { Injectable } from '@nestjs/common';
import type { Transcript, TranscriptDocument } from '@aisha/database';
import { DocumentParts } from './document-parts';
import type { Distilling, Prompt } from './prompts/prompt';
import { NOTHING } from './prompts/rules';
import { spokenText, timedText } from './spoken-lines';

/** Half an hour of speech: as much as a model reads without overlooking things in the middle. */
const READ_ROOM = 24_000;
/** What is written anew is as long as what is read; more than this at once and models begin to shorten. */
const REWRITE_ROOM = 8_000;
/** Notes of notes of a whole day of speech fit by then. */
const MAX_ROUNDS = 4;

/** Writes a document from the whole of a transcript, however long it is. */
@Injectable()
export class DocumentComposer {
  constructor(private readonly parts: DocumentParts) {}

  /** @throws {ProviderFailure} */
  async compose(
    document: TranscriptDocument,
    transcript: Transcript,
    prompt: Prompt,
    signal?: AbortSignal,
  ): Promise<string> {
    const text = document.kind === 'answer' ? timedText(transcript) : spokenText(transcript);
    if (prompt.way === 'distil') return this.distil(document, prompt, text, signal);
    const made = { text, room: REWRITE_ROOM };
    return (await this.parts.read(document, prompt.part, made, signal)).join('\n\n');
  }

  private async distil(
    document: TranscriptDocument,
    { notes, whole }: Distilling,
    text: string,
    signal?: AbortSignal,
  ): Promise<string> {
    let material = text;
    for (let round = 1; material.length > READ_ROOM && round <= MAX_ROUNDS; round++) {
      const read = { text: material, room: READ_ROOM };
      const noted = await this.parts.read(document, notes, read, signal);
      const shorter = noted.filter((note) => note !== NOTHING).join('\n') || NOTHING;
      if (shorter.length >= material.length) break; // no round makes it shorter: read as it is
      material = shorter;
    }
    const all = { text: material, room: Math.max(material.length, 1) };
    return (await this.parts.read(document, whole, all, signal)).join('\n\n');
  }
}
