import type { Readable } from 'node:stream';

/** Audio to transcribe. OpenAI takes the format from the extension of `fileName` (`voice.ogg`, never `.oga`). */
export interface AudioFile {
  readonly bytes: Buffer | Readable;
  readonly fileName: string;
  readonly contentType: string;
}

/** What was said; an empty text means that nothing was heard. */
export interface Transcription {
  readonly text: string;
  /** As the server names it (ISO 639-1 or an English word); many servers leave it out. */
  readonly language?: string;
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
}
