import { Injectable } from '@nestjs/common';
import { type DocumentIntent, IDLE } from '@aisha/conversation';
import { Documents, type DocumentWish, TextDocuments, Transcripts } from '@aisha/transcripts';
import type { Appliers } from './appliers';
import { type Circumstances, type Outcome, saying, STALE } from './outcome';

type Offer = 'document-languages' | 'document-formats' | 'document-question-request';
/** What the person asked about is gone, and so is the reason to wait for more questions. */
const GONE: Outcome = { ...STALE, session: IDLE };

/** What the dialogue wants of documents. */
@Injectable()
export class DocumentIntents {
  constructor(
    private readonly documents: Documents,
    private readonly texts: TextDocuments,
    private readonly transcripts: Transcripts,
  ) {}

  readonly appliers: Appliers<DocumentIntent> = {
    'read-text': async ({ file }, { user, chat }) => {
      const { id } = await this.texts.request({ ownerId: user.id, chat, file });
      return saying({ kind: 'text-accepted', transcriptId: id }, { slot: `transcript-${id}` });
    },
    'write-document': ({ kind, transcriptId }, circumstances) =>
      this.request(transcriptId, { kind }, circumstances),
    'translate-transcript': ({ language, transcriptId }, circumstances) =>
      this.request(transcriptId, { kind: 'translation', language }, circumstances),
    'make-file': ({ format, transcriptId }, circumstances) =>
      this.request(transcriptId, { kind: 'file', format }, circumstances),
    'make-file-of': async ({ format, documentId }, circumstances) => {
      const source = await this.documents.find(circumstances.user.id, documentId);
      if (!source) return STALE;
      const wish = { kind: 'file', format, sourceId: documentId } as const;
      return this.request(source.transcriptId, wish, circumstances);
    },
    'ask-transcript': async ({ question, transcriptId }, circumstances) => {
      const wish = { kind: 'answer', question } as const;
      const outcome = await this.request(transcriptId, wish, circumstances);
      return outcome === STALE
        ? saying({ kind: 'document-question-left' }, { session: IDLE })
        : outcome;
    },
    'offer-languages': ({ transcriptId }, { user }) =>
      this.offer(user.id, transcriptId, 'document-languages'),
    'offer-formats': ({ transcriptId }, { user }) =>
      this.offer(user.id, transcriptId, 'document-formats'),
    'begin-questions': ({ transcriptId }, { user }) =>
      this.offer(user.id, transcriptId, 'document-question-request'),
  };

  private async offer(ownerId: string, transcriptId: string, kind: Offer): Promise<Outcome> {
    const transcript = await this.transcripts.find(ownerId, transcriptId);
    const isReady = transcript?.status === 'ready' && transcript.text;
    return isReady ? saying({ kind, transcriptId }, { fresh: true }) : goneFor(kind);
  }

  private async request(
    transcriptId: string,
    wish: DocumentWish,
    { user, chat }: Circumstances,
  ): Promise<Outcome> {
    const requested = await this.documents.request(user.id, transcriptId, wish, chat);
    switch (requested.outcome) {
      case 'started': {
        const { documentId } = requested;
        const slot = `document-${documentId}`;
        return saying({ kind: 'document-started', documentId }, { slot, fresh: true });
      }
      case 'there':
        return saying(
          { kind: 'document-ready', documentId: requested.documentId },
          { fresh: true },
        );
      case 'under-way':
        return { replies: [], alert: 'document-busy' };
      case 'limit':
        return saying({ kind: 'document-limit', limit: requested.limit }, { fresh: true });
      case 'stale':
        return STALE;
    }
  }
}

const goneFor = (kind: Offer): Outcome => (kind === 'document-question-request' ? GONE : STALE);
