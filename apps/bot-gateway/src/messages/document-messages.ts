import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import type { DocumentNotice } from '@aisha/contracts';
import { documentBlocks, Documents, type TranscriptDocument } from '@aisha/transcripts';
import { writtenButtons } from './document-buttons';
import { documentHtml } from './document-html';
import { escapeHtml } from './html-text';
import { Phrases } from './phrases';
import type { DocumentFile, Rendered } from './rendered';
import type { Renderers } from './renderers';
import { shorten } from './split-text';

type Kind = Extract<
  DocumentNotice['kind'],
  'document-started' | 'document-ready' | 'document-failed' | 'document-limit'
>;
/** Of the 1,024 characters of a caption; the rest is for the heading. */
const PREVIEW = 700;
/** Of the question above its answer. */
const QUESTION = 200;

/** What is said of documents on their way, and the documents. */
@Injectable()
export class DocumentMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly documents: Documents,
  ) {}

  readonly renderers: Renderers<Kind> = {
    'document-started': async ({ documentId }, person) => {
      const document = await this.documents.get(documentId);
      if (document?.status !== 'requested') return null; // what came of it is on its way
      return this.phrases.message(person, 'document-started', [], facts(document));
    },
    'document-ready': async ({ documentId }, person) => {
      const document = await this.documents.get(documentId);
      if (document?.ownerId !== person.id || document.status !== 'ready') return null;
      return { ...this.ready(document, person), announces: true };
    },
    'document-failed': async ({ documentId }, person) => {
      const document = await this.documents.get(documentId);
      if (!document?.failure) return null;
      const reason = document.failure;
      return this.phrases.message(person, 'document-failed', [], { ...facts(document), reason });
    },
    'document-limit': ({ limit }, person) =>
      this.phrases.message(person, 'document-limit', [], { limit }),
  };

  private ready(document: TranscriptDocument, person: User): Rendered {
    const heading = this.phrases.text(person, 'document-heading', facts(document));
    const { text, objectKey } = document;
    const file = objectKey === null ? {} : { document: fileOf(document, objectKey) };
    if (text === null) return { html: heading, buttons: [], ...file };
    const body = objectKey === null ? documentHtml(text) : preview(text);
    const buttons = writtenButtons(this.phrases, person, document);
    return { html: `${heading}\n\n${body}`, buttons, ...file };
  }
}

/** What the texts choose their words by. */
const facts = ({ kind, language, format, question }: TranscriptDocument) => ({
  kind,
  language: language ?? '',
  format: format ?? '',
  question: shorten(question ?? '', QUESTION),
});

const preview = (text: string): string => {
  const plain = documentBlocks(text).map((block) => block.text);
  return `<i>${escapeHtml(shorten(plain.join('\n').toWellFormed(), PREVIEW))}</i>`;
};

function fileOf({ kind, createdAt }: TranscriptDocument, key: string): DocumentFile {
  const ending = key.slice(key.lastIndexOf('.'));
  const name = kind === 'file' ? 'transcript' : kind;
  return { key, fileName: `${name}-${createdAt.toISOString().slice(0, 10)}${ending}` };
}
