import { Injectable } from '@nestjs/common';
import type { Intent } from '@aisha/conversation';
import { Transcripts } from '@aisha/transcripts';
import { type Circumstances, insufficient, type Outcome, saying, STALE } from './outcome';

type TranscriptIntent = Extract<
  Intent,
  { do: 'transcribe' | 'pay-transcript' | 'decline-transcript' | 'open-transcript' }
>;

/** What the dialogue wants of recordings. */
@Injectable()
export class TranscriptIntents {
  constructor(private readonly transcripts: Transcripts) {}

  async apply(intent: TranscriptIntent, { user, chat }: Circumstances): Promise<Outcome> {
    switch (intent.do) {
      case 'transcribe': {
        const { source, file } = intent;
        const { id } = await this.transcripts.request({ ownerId: user.id, chat, source, file });
        return saying({ kind: 'transcript-accepted', transcriptId: id }, { slot: slotOf(id) });
      }
      case 'pay-transcript':
        return this.pay(user.id, intent.transcriptId);
      case 'decline-transcript':
        return this.decline(user.id, intent.transcriptId);
      case 'open-transcript': {
        const found = await this.transcripts.find(user.id, intent.transcriptId);
        return found ? saying({ kind: 'transcript-card', transcriptId: found.id }) : STALE;
      }
    }
  }

  private async pay(ownerId: string, transcriptId: string): Promise<Outcome> {
    const result = await this.transcripts.accept(ownerId, transcriptId);
    switch (result.outcome) {
      case 'accepted':
        return saying({ kind: 'transcript-paid', transcriptId }, { slot: slotOf(transcriptId) });
      case 'insufficient-credits':
        return insufficient(result);
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
}

const slotOf = (transcriptId: string) => `transcript-${transcriptId}`;
