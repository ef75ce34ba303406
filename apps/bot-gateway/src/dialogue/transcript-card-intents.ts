import { Injectable } from '@nestjs/common';
import { Settings } from '@aisha/accounts';
import { TranscriptAnswers } from '@aisha/assistant';
import type { TranscriptView } from '@aisha/contracts';
import { IDLE, type TranscriptCardIntent } from '@aisha/conversation';
import { Transcripts } from '@aisha/transcripts';
import type { Appliers } from './appliers';
import { type Outcome, saying, STALE } from './outcome';

/** What the dialogue wants of transcripts that are there, and what recordings are turned into. */
@Injectable()
export class TranscriptCardIntents {
  constructor(
    private readonly transcripts: Transcripts,
    private readonly answers: TranscriptAnswers,
    private readonly settings: Settings,
  ) {}

  readonly appliers: Appliers<TranscriptCardIntent> = {
    'rename-transcript': async ({ transcriptId }, { user }) =>
      (await this.isReady(user.id, transcriptId))
        ? saying(
            { kind: 'transcript-rename-request', transcriptId },
            { session: { screen: 'transcript-title', transcriptId } },
          )
        : STALE,
    'name-transcript': ({ transcriptId, title }, { user }) =>
      this.name(user.id, transcriptId, title),
    'ask-delete-transcript': async ({ transcriptId }, { user }) =>
      (await this.isReady(user.id, transcriptId))
        ? saying({ kind: 'transcript-delete-request', transcriptId })
        : STALE,
    'delete-transcript': ({ transcriptId, view }, { user }) =>
      this.delete(user.id, transcriptId, view),
    'choose-voice-mode': async ({ mode }, { user }) => {
      await this.settings.setVoiceMode(user, mode);
      return saying({ kind: 'transcript-modes' });
    },
  };

  private async name(ownerId: string, transcriptId: string, title: string): Promise<Outcome> {
    return (await this.transcripts.rename(ownerId, transcriptId, title))
      ? saying({ kind: 'transcript-card', transcriptId })
      : saying({ kind: 'transcripts-list', page: 0 }, { session: IDLE }); // deleted meanwhile
  }

  private async delete(
    ownerId: string,
    transcriptId: string,
    view: TranscriptView,
  ): Promise<Outcome> {
    switch (await this.transcripts.remove(ownerId, transcriptId)) {
      case 'removed':
        await this.answers.forget(transcriptId);
        return saying({ kind: 'transcripts-list', ...view });
      case 'busy':
        return { replies: [], alert: 'transcript-busy' };
      case 'stale':
        return STALE;
    }
  }

  private async isReady(ownerId: string, transcriptId: string): Promise<boolean> {
    return (await this.transcripts.find(ownerId, transcriptId))?.status === 'ready';
  }
}
