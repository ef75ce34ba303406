import type { Readable } from 'node:stream';
import type { ModelUsage } from './model-usage';

/** Audio to transcribe. OpenAI takes the format from the extension of `fileName` (`voice.ogg`, never `.oga`). */
export interface AudioFile {
  readonly bytes: Buffer | Readable;
  readonly fileName: string;
  readonly contentType: string;
}

/** What was said between two moments, in seconds from the beginning of the file. */
export interface HeardSegment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The server's name for who spoke, true within one file only: `A`, `B`. */
  readonly speaker?: string;
}

/** What was said; an empty text means that nothing was heard. */
export interface Transcription {
  readonly text: string;
  /** ISO 639-1, where the server tells it. */
  readonly language?: string;
  /** In order; only from models with timestamps. */
  readonly segments?: readonly HeardSegment[];
  readonly usage?: ModelUsage;
}

/** One turn of a conversation. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
  /** Pictures that go with a user's words: https or `data:` addresses. */
  readonly images?: readonly string[];
}

/** The shape that an answer must have; in strict mode each property is required and no other is allowed. */
export interface JsonSchema {
  readonly name: string;
  readonly schema: Record<string, unknown>;
}

/** The model's answer; empty when it said nothing. */
export interface ChatReply {
  readonly text: string;
  readonly usage?: ModelUsage;
  /**
   * `length`: it broke off at `maxTokens`. `refusal`: the text is the model's own refusal, or what was said before
   * a filter cut it off. Left out by servers that do not say.
   */
  readonly finishReason?: 'stop' | 'length' | 'refusal';
}

/** Words read out: OGG/Opus, as Telegram wants voice messages. */
export interface SpokenText {
  readonly bytes: Buffer;
  readonly contentType: 'audio/ogg';
  /** How long it plays. */
  readonly seconds: number;
  readonly usage?: ModelUsage;
}
