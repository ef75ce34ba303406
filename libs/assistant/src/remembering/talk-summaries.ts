import { Injectable, Logger } from '@nestjs/common';
import { Usage } from '@aisha/accounts';
import type { ChatRef } from '@aisha/delivery';
import { type ChatMessage, OpenAiClient } from '@aisha/integrations';
import { type Exchange, KEPT_TOKENS, latestWithin } from './memory-bounds';
import { TalkRows, type Unsummarised } from './talk-rows';

/** Thinking included; the summary itself is about 400. */
const MAX_TOKENS = 1_500;
const CALL_MS = 60_000;
/** A model that does not keep to its length must not push the talk itself out. */
const CHARACTERS = 6_000;

const TASK = [
  'You keep the memory of a long conversation between a person and an assistant.',
  'Write what the assistant must still know later, in at most 300 words and in the language of the conversation:',
  'names, facts and wishes of the person, decisions, numbers and dates, and what is still open.',
  'Take over everything of the earlier summary that is not out of date. No greeting, no comment, only the summary.',
].join(' ');

/** Worker: what was said long ago in a chat becomes a summary, so that its facts survive. */
@Injectable()
export class TalkSummaries {
  private readonly logger = new Logger(TalkSummaries.name);

  constructor(
    private readonly rows: TalkRows,
    private readonly openai: OpenAiClient,
    private readonly usage: Usage,
  ) {}

  /** Doing it twice finds nothing left to do. @throws to be tried again */
  async write(chat: ChatRef, signal?: AbortSignal): Promise<void> {
    const talk = await this.rows.unsummarised(chat);
    const beyond = talk.exchanges.length - latestWithin(talk.exchanges, KEPT_TOKENS);
    const until = talk.exchanges[beyond - 1]?.at;
    if (until === undefined) return;
    const limits = [AbortSignal.timeout(CALL_MS), ...(signal ? [signal] : [])];
    const { text, usage } = await this.openai.chat(summaryPrompt(talk, beyond), {
      maxTokens: MAX_TOKENS,
      signal: AbortSignal.any(limits),
    });
    if (talk.ownerId) {
      await this.usage.note({ ownerId: talk.ownerId, purpose: 'answer', usage });
    }
    const summary = text.trim().slice(0, CHARACTERS);
    if (summary === '') return;
    const kept = await this.rows.keep(chat, { summary, until, before: talk.summary });
    this.logger.log({ msg: kept ? 'talk summarised' : 'summary came too late', of: beyond });
  }
}

function summaryPrompt({ summary, exchanges }: Unsummarised, beyond: number): ChatMessage[] {
  const said = exchanges.slice(0, beyond).map(asText).join('\n\n');
  const earlier = summary === null ? '' : `Earlier summary:\n${summary}\n\n`;
  return [
    { role: 'system', content: TASK },
    { role: 'user', content: `${earlier}Conversation:\n${said}` },
  ];
}

const asText = ({ question, answer }: Exchange) => `Person: ${question}\nAssistant: ${answer}`;
