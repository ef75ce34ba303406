import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { TranscriptAnswers } from '@aisha/assistant';
import type { TranscriptNotice } from '@aisha/contracts';
import { IncomingFiles } from '@aisha/delivery';
import { textFileKey, type Transcript, Transcripts } from '@aisha/transcripts';
import { documentButtons } from './document-buttons';
import { escapeHtml } from './html-text';
import { dayOf } from './person-time';
import { type ButtonRows, Phrases } from './phrases';
import { recordingFile } from './recording-file';
import type { Button, DocumentFile, Rendered } from './rendered';
import type { Renderers } from './renderers';
import { PROMPT_ROOM, shorten } from './split-text';
import { TranscriptPhrases } from './transcript-phrases';

type ResultKind = Extract<
  TranscriptNotice['kind'],
  | 'transcript-ready'
  | 'transcript-repeated'
  | 'transcript-text'
  | 'transcript-card'
  | 'transcript-audio'
>;
/** With its heading this is one message of Telegram's; more is easier to read, to search and to pass on as a file. */
const LONGEST_MESSAGE = 3_500;

/** What recordings say. */
@Injectable()
export class TranscriptResultMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly words: TranscriptPhrases,
    private readonly transcripts: Transcripts,
    private readonly answers: TranscriptAnswers,
    private readonly files: IncomingFiles,
  ) {}

  readonly renderers: Renderers<ResultKind> = {
    'transcript-ready': ({ transcriptId }, person) => this.result(transcriptId, person),
    'transcript-text': ({ transcriptId }, person) => this.result(transcriptId, person),
    'transcript-repeated': async ({ transcriptId }, person) => {
      const result = await this.result(transcriptId, person);
      const note = this.phrases.text(person, 'transcript-repeated');
      return result && { ...result, html: `${note}\n\n${result.html}` };
    },
    'transcript-card': ({ transcriptId }, person) => this.card(transcriptId, person),
    'transcript-audio': ({ transcriptId }, person) => this.audio(transcriptId, person),
  };

  /** A long text is a file with its beginning for a caption. */
  private async result(id: string, person: User): Promise<Rendered | null> {
    const transcript = await this.transcripts.lookUp(id);
    if (!transcript?.text) return null;
    const { text } = transcript;
    const heading = this.words.heading(transcript, person);
    const buttons = [
      ...documentButtons(this.phrases, person, transcript),
      ...this.rows(person, [
        [
          ...(await this.askable(id)),
          ['transcript-modes', { do: 'transcript-modes' }],
          ['transcript-more', { do: 'open-transcript', transcriptId: id }],
        ],
      ]),
    ];
    const isLong = text.length > LONGEST_MESSAGE;
    const shown = escapeHtml(isLong ? shorten(text, PROMPT_ROOM) : text);
    return {
      html: `${heading}\n\n${shown}`,
      buttons,
      ...(isLong && { document: textFile(transcript, text) }),
    };
  }

  private async card(id: string, person: User): Promise<Rendered | null> {
    const transcript = await this.transcripts.lookUp(id);
    if (!transcript?.text) return null;
    const about = { transcriptId: id };
    const heading = this.words.heading(transcript, person);
    const day = dayOf(transcript.createdAt, person);
    const text = escapeHtml(shorten(transcript.text, LONGEST_MESSAGE));
    return {
      html: `${heading}\n${day}\n\n${text}`,
      buttons: [
        ...documentButtons(this.phrases, person, transcript),
        ...this.rows(person, [
          [
            ['transcript-resend', { do: 'show-transcript', ...about }],
            ['transcript-audio', { do: 'transcript-audio', ...about }],
          ],
          [
            ['rename', { do: 'rename-transcript', ...about }],
            ['delete', { do: 'ask-delete-transcript', ...about }],
          ],
          [...(await this.askable(id)), ['transcripts-back', { do: 'transcripts-back' }]],
        ]),
      ],
    };
  }

  /** As it was sent. It has no words of its own: a round video takes none. */
  private async audio(id: string, person: User): Promise<Rendered | null> {
    const transcript = await this.transcripts.lookUp(id);
    const file = transcript && (await this.files.find(transcript.fileId));
    if (!file) return null;
    const gone = this.phrases.text(person, 'transcript-audio-gone');
    return { html: '', buttons: [], document: recordingFile(transcript.source, file, gone) };
  }

  /** The button that asks the assistant, where it was not asked or has failed. */
  private async askable(transcriptId: string): Promise<ButtonRows[number]> {
    const answer = await this.answers.find(transcriptId);
    return answer && answer.status !== 'failed'
      ? []
      : [['transcript-answer', { do: 'answer-transcript', transcriptId }]];
  }

  private rows(person: User, rows: ButtonRows): Button[][] {
    return rows.map((row) =>
      row.map(([label, action]) => this.phrases.button(person, label, action)),
    );
  }
}

const textFile = (transcript: Transcript, text: string): DocumentFile => ({
  key: textFileKey(transcript),
  fileName: `transcript-${transcript.createdAt.toISOString().slice(0, 10)}.txt`,
  make: async () => Buffer.from(text, 'utf8'),
});
