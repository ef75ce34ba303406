import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import type { DocumentNotice } from '@aisha/contracts';
import { FILE_FORMATS, type FileFormat, TRANSLATIONS } from '@aisha/conversation';
import { hasTimes, type Transcript, Transcripts } from '@aisha/transcripts';
import { documentButtons } from './document-buttons';
import { escapeHtml } from './html-text';
import { Phrases } from './phrases';
import type { Button, Rendered } from './rendered';
import type { Renderers } from './renderers';
import { shorten } from './split-text';

type Kind = Exclude<
  DocumentNotice['kind'],
  'document-started' | 'document-ready' | 'document-failed' | 'document-limit'
>;
const A_ROW = 3;
/** Subtitles are for recordings whose times are known. */
const TIMED: readonly FileFormat[] = ['srt', 'vtt'];
/** Of a text document: its own reader shows the rest. */
const PREVIEW = 500;

/** What can be made of a transcript, and text documents that came. */
@Injectable()
export class DocumentOfferMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly transcripts: Transcripts,
  ) {}

  readonly renderers: Renderers<Kind> = {
    'document-languages': ({ transcriptId }, person) => ({
      html: this.phrases.text(person, 'document-languages'),
      buttons: rows(
        TRANSLATIONS.map((language) => {
          const action = { do: 'doc-translate', language, transcriptId } as const;
          return this.phrases.button(person, `doc-language-${language}`, action);
        }),
      ),
    }),
    'document-formats': async ({ transcriptId }, person) => {
      const transcript = await this.transcripts.find(person.id, transcriptId);
      return transcript && this.formats(transcript, person);
    },
    'document-question-request': (_, person) =>
      this.phrases.message(person, 'document-question-request', [
        [['doc-leave', { do: 'doc-leave' }]],
      ]),
    'document-question-invalid': (_, person) =>
      this.phrases.message(person, 'document-question-invalid', [
        [['doc-leave', { do: 'doc-leave' }]],
      ]),
    'document-question-left': (_, person) => this.phrases.message(person, 'document-question-left'),
    'text-accepted': (_, person) => this.phrases.message(person, 'text-accepted'),
    'text-read': async ({ transcriptId }, person) => {
      const transcript = await this.transcripts.find(person.id, transcriptId);
      return transcript?.text ? this.read(transcript, transcript.text, person) : null;
    },
  };

  private formats(transcript: Transcript, person: User): Rendered {
    const possible = FILE_FORMATS.filter(
      (format) => hasTimes(transcript) || !TIMED.includes(format),
    );
    const { id: transcriptId } = transcript;
    return {
      html: this.phrases.text(person, 'document-formats'),
      buttons: rows(
        possible.map((format) => {
          const action = { do: 'doc-file', format, transcriptId } as const;
          return this.phrases.button(person, `doc-${format}`, action);
        }),
      ),
    };
  }

  private read(transcript: Transcript, text: string, person: User): Rendered {
    const heading = this.phrases.text(person, 'text-read', { characters: text.length });
    return {
      html: `${heading}\n\n<i>${escapeHtml(shorten(text, PREVIEW).toWellFormed())}</i>`,
      buttons: documentButtons(this.phrases, person, transcript),
    };
  }
}

const rows = (buttons: Button[]): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / A_ROW) }, (_, row) =>
    buttons.slice(row * A_ROW, (row + 1) * A_ROW),
  );
