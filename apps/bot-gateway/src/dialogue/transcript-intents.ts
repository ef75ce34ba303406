import { Injectable } from '@nestjs/common';
import type { TranscriptIntent } from '@aisha/conversation';
import { Transcripts } from '@aisha/transcripts';
import type { Appliers } from './appliers';
import { type Circumstances, insufficient, type Outcome, saying, STALE } from './outcome';

/** What the dialogue wants of recordings. */
@Injectable()
export class TranscriptIntents {
  constructor(private readonly transcripts: Transcripts) {}

  readonly appliers: Appliers<TranscriptIntent> = {
    transcribe: (intent, circumstances) => this.transcribe(intent, circumstances),
    'pay-transcript': ({ transcriptId }, { user }) => this.pay(user.id, transcriptId),
    'decline-transcript': ({ transcriptId }, { user }) => this.decline(user.id, transcriptId),
    'open-transcript': ({ transcriptId }, { user }) => this.open(user.id, transcriptId),
  };

  private async transcribe(
    { source, file }: Extract<TranscriptIntent, { do: 'transcribe' }>,
    { user, chat }: Circumstances,
  ): Promise<Outcome> {
    const { id } = await this.transcripts.request({ ownerId: user.id, chat, source, file });
    return saying({ kind: 'transcript-accepted', transcriptId: id }, { slot: slotOf(id) });
  }

  private async open(ownerId: string, transcriptId: string): Promise<Outcome> {
    const found = await this.transcripts.find(ownerId, transcriptId);
    if (!found) return STALE;
    // Not paid yet: its price, with the buttons to agree and to decline.
    return found.status === 'quoted'
      ? saying({ kind: 'transcript-quote', transcriptId }, { slot: slotOf(transcriptId) })
      : saying({ kind: 'transcript-card', transcriptId });
  }

  private async pay(ownerId: string, transcriptId: string): Promise<Outcome> {
    const result = await this.transcripts.accept(ownerId, transcriptId);
    switch (result.outcome) {
      case 'accepted':
        return saying({ kind: 'transcript-paid', transcriptId }, { slot: slotOf(transcriptId) });
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
}

const slotOf = (transcriptId: string) => `transcript-${transcriptId}`;
