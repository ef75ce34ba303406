import { Injectable } from '@nestjs/common';
import { Assistant, TranscriptAnswers } from '@aisha/assistant';
import { encodeAction, type RecordingIntent } from '@aisha/conversation';
import { type Transcript, Transcripts } from '@aisha/transcripts';
import type { Appliers } from './appliers';
import { type Circumstances, insufficient, type Outcome, saying, STALE } from './outcome';

/** What the dialogue wants of recordings: their text, an answer to it, the recording again. */
@Injectable()
export class TranscriptIntents {
  constructor(
    private readonly transcripts: Transcripts,
    private readonly assistant: Assistant,
    private readonly answers: TranscriptAnswers,
  ) {}

  readonly appliers: Appliers<RecordingIntent> = {
    transcribe: (intent, circumstances) => this.transcribe(intent, circumstances),
    'pay-transcript': ({ transcriptId }, { user }) => this.pay(user.id, transcriptId),
    'decline-transcript': ({ transcriptId }, { user }) => this.decline(user.id, transcriptId),
    'promo-transcript': ({ transcriptId }, { user }) => this.askPromo(user.id, transcriptId),
    'open-transcript': ({ transcriptId }, { user }) => this.open(user.id, transcriptId),
    'answer-transcript': ({ transcriptId }, circumstances) =>
      this.answer(transcriptId, circumstances),
    'show-transcript': async ({ transcriptId }, { user }) =>
      (await this.ready(user.id, transcriptId))
        ? saying({ kind: 'transcript-text', transcriptId }, { fresh: true })
        : STALE,
    'transcript-audio': async ({ transcriptId }, { user }) =>
      (await this.ready(user.id, transcriptId))
        ? saying({ kind: 'transcript-audio', transcriptId }, { fresh: true })
        : STALE,
  };

  private async transcribe(
    { source, file }: Extract<RecordingIntent, { do: 'transcribe' }>,
    { user, chat }: Circumstances,
  ): Promise<Outcome> {
    const { id: ownerId, voiceMode: mode, speechLanguage: language } = user;
    const request = { ownerId, chat, source, file, mode, language };
    const { id } = await this.transcripts.request(request);
    return saying({ kind: 'transcript-accepted', transcriptId: id }, { slot: slotOf(id) });
  }

  private async open(ownerId: string, transcriptId: string): Promise<Outcome> {
    const found = await this.transcripts.find(ownerId, transcriptId);
    switch (found?.status) {
      case 'quoted': // its price, with the buttons to agree and to decline
        return saying({ kind: 'transcript-quote', transcriptId }, { slot: slotOf(transcriptId) });
      case 'ready':
        return saying({ kind: 'transcript-card', transcriptId });
      default:
        return STALE;
    }
  }

  private async pay(ownerId: string, transcriptId: string): Promise<Outcome> {
    const result = await this.transcripts.accept(ownerId, transcriptId);
    switch (result.outcome) {
      case 'accepted':
        return saying({ kind: 'transcript-paid', transcriptId }, { slot: slotOf(transcriptId) });
      case 'repeated':
        return { replies: [] }; // what they get takes the place of the quote
      case 'insufficient-credits':
        return insufficient(result, { do: 'open-transcript', transcriptId });
      case 'stale':
        return STALE;
    }
  }

  private async decline(ownerId: string, transcriptId: string): Promise<Outcome> {
    const outcome = await this.transcripts.decline(ownerId, transcriptId);
    return outcome === 'stale'
      ? STALE
      : saying({ kind: 'transcript-declined', transcriptId }, { slot: slotOf(transcriptId) });
  }

  /** The quote stays where it is: after the code it is opened again. */
  private async askPromo(ownerId: string, transcriptId: string): Promise<Outcome> {
    const found = await this.transcripts.find(ownerId, transcriptId);
    if (found?.status !== 'quoted') return STALE;
    const back = encodeAction({ do: 'open-transcript', transcriptId });
    const session = { screen: 'promo-code', back } as const;
    return saying({ kind: 'promo-request' }, { session, fresh: true });
  }

  /** Once: whoever asks again gets the same answer again, unless it had failed. */
  private async answer(transcriptId: string, { user, chat }: Circumstances): Promise<Outcome> {
    const found = await this.ready(user.id, transcriptId);
    if (!found?.text) return STALE;
    const known = await this.answers.find(transcriptId);
    if (known?.status === 'ready') {
      return saying({ kind: 'answer-ready', answerId: known.id }, { fresh: true });
    }
    await this.answers.release(transcriptId);
    await this.assistant.ask({ ownerId: user.id, chat, question: found.text, transcriptId });
    return { replies: [], working: true };
  }

  private async ready(ownerId: string, transcriptId: string): Promise<Transcript | undefined> {
    const found = await this.transcripts.find(ownerId, transcriptId);
    return found?.status === 'ready' ? found : undefined;
  }
}

const slotOf = (transcriptId: string) => `transcript-${transcriptId}`;
