import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { Assistant } from '@aisha/assistant';
import type { GroupNotice } from '@aisha/contracts';
import type { GroupIntent } from '@aisha/conversation';
import { type ChatRef, GROUP_SETTINGS_SLOT, GroupRequests, GroupSettings } from '@aisha/delivery';
import { Transcripts } from '@aisha/transcripts';
import { type Outcome, saying, STALE } from '../dialogue/outcome';

interface InGroup {
  user: User;
  chat: ChatRef;
  messageId: number;
}
type Transcribe = Extract<GroupIntent, { do: 'transcribe-in-group' }>;
type Said = Extract<GroupIntent, { do: 'say-in-group' }>['what'];

/** Does what the dialogue wants in a group. Whoever asks is who pays. */
@Injectable()
export class GroupIntents {
  constructor(
    private readonly assistant: Assistant,
    private readonly transcripts: Transcripts,
    private readonly requests: GroupRequests,
    private readonly settings: GroupSettings,
  ) {}

  async apply(intent: GroupIntent, at: InGroup): Promise<Outcome> {
    switch (intent.do) {
      case 'say-in-group':
        return this.say(intent.what, at);
      case 'ask-in-group':
        return this.ask(intent.question, at);
      case 'transcribe-in-group':
        return this.transcribe(intent, at);
      case 'renew-group':
        await this.assistant.renew(at.chat);
        return saying({ kind: 'group-renewed', ...readerOf(at) });
      case 'pay-in-group':
        return this.pay(intent.transcriptId, at.user.id);
      case 'decline-in-group':
        return this.decline(intent.transcriptId, at.user.id);
      case 'want-group-transcribe':
        await this.settings.want(at.chat, at.user.id, intent.when);
        return { replies: [] };
      case 'stale-in-group':
        return STALE;
    }
  }

  private async say(what: Said, at: InGroup): Promise<Outcome> {
    if (what !== 'settings') {
      return saying({ kind: `group-${what}`, ...readerOf(at) } as GroupNotice);
    }
    const transcribe = await this.settings.transcribes(at.chat);
    return saying(
      { kind: 'group-settings', transcribe, ...readerOf(at) },
      { slot: GROUP_SETTINGS_SLOT },
    );
  }

  private async ask(question: string, at: InGroup): Promise<Outcome> {
    const { user, chat, messageId } = at;
    const asked = await this.assistant.ask({ ownerId: user.id, chat, question });
    if (asked.outcome !== 'asked') return saying({ kind: 'group-daily-limit', ...readerOf(at) });
    await this.requests.note(asked.answerId, { ownerId: user.id, messageId });
    return { replies: [], working: true };
  }

  /** Its text only: an answer to what others said is for those who ask for it. */
  private async transcribe({ source, file }: Transcribe, at: InGroup): Promise<Outcome> {
    const { user, chat, messageId } = at;
    const how = { mode: 'transcript', language: user.speechLanguage } as const;
    const wanted = { ownerId: user.id, chat, source, file, ...how };
    const { id } = await this.transcripts.request(wanted);
    await this.requests.note(id, { ownerId: user.id, messageId });
    return saying({ kind: 'transcript-accepted', transcriptId: id }, { slot: slotOf(id) });
  }

  private async pay(transcriptId: string, userId: string): Promise<Outcome> {
    if (!(await this.transcripts.find(userId, transcriptId))) return NOT_YOURS;
    const { outcome } = await this.transcripts.accept(userId, transcriptId);
    if (outcome === 'stale') return STALE;
    if (outcome === 'repeated') return { replies: [] };
    // How much they have and how much is missing is said in their private chat only.
    if (outcome === 'insufficient-credits') return { replies: [], alert: 'group-no-credits' };
    return saying({ kind: 'transcript-paid', transcriptId }, { slot: slotOf(transcriptId) });
  }

  private async decline(transcriptId: string, userId: string): Promise<Outcome> {
    if (!(await this.transcripts.find(userId, transcriptId))) return NOT_YOURS;
    const outcome = await this.transcripts.decline(userId, transcriptId);
    if (outcome === 'stale') return STALE;
    return saying({ kind: 'transcript-declined', transcriptId }, { slot: slotOf(transcriptId) });
  }
}

const NOT_YOURS: Outcome = { replies: [], alert: 'not-yours' };

const readerOf = ({ user: { language }, messageId }: InGroup) => ({ language, replyTo: messageId });
const slotOf = (transcriptId: string) => `transcript-${transcriptId}`;
