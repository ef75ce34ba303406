import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { TranscriptDocument } from '@aisha/database';
import { DocumentRows } from '../asking/document-rows';
import { abreast } from './abreast';
import { DocumentModel } from './document-model';
import { splitSentences } from './split-sentences';

/** Of one document at a time: a recording of three hours takes half a minute, and ten people are served alike. */
const ABREAST = 4;
/** A part whose answer breaks off is read in halves, down to this. */
const SMALLEST = 500;

/**
 * Has the model read a long text part by part. What it made of a part is kept in the row, so that a worker that is
 * killed, or a part that fails, costs only the parts that were being read.
 */
@Injectable()
export class DocumentParts {
  constructor(
    private readonly model: DocumentModel,
    private readonly rows: DocumentRows,
  ) {}

  /** @param room UTF-16 units of each part @returns what was made of the parts, in order */
  async read(
    document: TranscriptDocument,
    instructions: string,
    { text, room }: { text: string; room: number },
    signal?: AbortSignal,
  ): Promise<string[]> {
    return abreast(splitSentences(text, room), ABREAST, (part) =>
      this.part(document, instructions, part, signal),
    );
  }

  private async part(
    document: TranscriptDocument,
    instructions: string,
    text: string,
    signal?: AbortSignal,
  ): Promise<string> {
    const place = placeOf(instructions, text);
    const known = document.parts[place];
    if (known !== undefined) return known;
    signal?.throwIfAborted();
    const made = await this.whole(document, instructions, text, signal);
    await this.rows.keepPart(document.id, place, made);
    return made;
  }

  private async whole(
    document: TranscriptDocument,
    instructions: string,
    text: string,
    signal?: AbortSignal,
  ): Promise<string> {
    const { ownerId } = document;
    const made = await this.model.read({ ownerId, instructions, text }, signal);
    if (made !== null) return made;
    if (text.length <= SMALLEST) throw new Error('an answer broke off for a text of a few lines');
    const halves: string[] = [];
    for (const half of splitSentences(text, Math.ceil(text.length / 2))) {
      halves.push(await this.part(document, instructions, half, signal));
    }
    return halves.join('\n\n');
  }
}

/** What is asked about what: parts of other prompts, after a deploy, are not these. */
const placeOf = (instructions: string, text: string): string =>
  createHash('sha256').update(instructions).update('\0').update(text).digest('hex').slice(0, 32);
