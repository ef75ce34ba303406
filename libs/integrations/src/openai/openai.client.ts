import { inSpan } from '@aisha/platform';
import OpenAI from 'openai';
import { openGate, type OpenAiGate, type OpenAiOperation } from './breaker/openai-gate';
import { chatRequest, readCompletion, type ChatWishes } from './chat-call';
import { readChatStream } from './chat-stream';
import { transcriptionModel, waysOf, type TranscriptionModel } from './model-catalogue';
import type { TranscriptionWays } from './model-catalogue';
import { readShutdownDates } from './model-list';
import { openAiFetch } from './openai-fetch';
import type { OpenAiConfig } from './openai.env';
import { toOpenAiFailure } from './openai.errors';
import type { AudioFile, ChatMessage, ChatReply, SpokenText, Transcription } from './openai.types';
import { readSpeech, speechRequest } from './speech-call';
import { silenceLimit } from './silence-limit';
import {
  readTranscription,
  transcriptionRequest,
  type TranscriptionHints,
} from './transcription-call';

const LIST_TIMEOUT_MS = 10_000;

/** How patient the client is; a timeout counts per attempt, and between two events of a stream. */
export interface OpenAiPatience {
  readonly maxRetries?: number;
  readonly timeoutMs?: number;
}

/** A caller who may stop waiting. */
export interface Stoppable {
  readonly signal?: AbortSignal;
}

/**
 * Speech to text, chat and text to speech by OpenAI or a server that speaks its protocol. Methods throw
 * `ProviderFailure`; an abort by the caller's signal throws the signal's own reason.
 */
export class OpenAiClient {
  /** What the configured model can do, and how much sound it takes at once. */
  readonly transcriptionModel: TranscriptionModel;
  private readonly client: OpenAI;
  private readonly ways: TranscriptionWays;
  private readonly timeoutMs: number;

  constructor(
    private readonly config: OpenAiConfig,
    { maxRetries = 2, timeoutMs = 120_000 }: OpenAiPatience = {},
    private readonly gate: OpenAiGate = openGate,
  ) {
    const model = config.OPENAI_TRANSCRIPTION_MODEL;
    this.ways = waysOf(model, config.OPENAI_TRANSCRIPTION_FORMAT);
    this.transcriptionModel = transcriptionModel(model, this.ways);
    this.timeoutMs = timeoutMs;
    this.client = new OpenAI({
      apiKey: config.OPENAI_API_KEY,
      baseURL: config.OPENAI_BASE_URL,
      maxRetries,
      timeout: timeoutMs,
      fetch: openAiFetch,
      // It would write what people say into the log when an event cannot be read.
      logLevel: 'off',
    });
  }

  /** Without `language` the model guesses. Silence is the text ''. */
  async transcribe(
    file: AudioFile,
    { signal, ...hints }: TranscriptionHints & Stoppable = {},
  ): Promise<Transcription> {
    const { id } = this.transcriptionModel;
    return this.call('transcription', signal, async () => {
      const request = await transcriptionRequest(id, this.ways, file, hints);
      const { transcriptions } = this.client.audio;
      return readTranscription(id, await transcriptions.create(request, { signal }));
    });
  }

  /** The whole answer at once. */
  chat(
    messages: readonly ChatMessage[],
    { signal, ...wishes }: ChatWishes & Stoppable = {},
  ): Promise<ChatReply> {
    const model = this.config.OPENAI_CHAT_MODEL;
    const request = chatRequest(model, messages, wishes);
    return this.call('chat', signal, async () =>
      readCompletion(model, await this.client.chat.completions.create(request, { signal })),
    );
  }

  /** The answer as it comes; one that breaks off is a failure that may be tried again, whatever came before. */
  chatStream(
    messages: readonly ChatMessage[],
    {
      signal,
      onText,
      maxTokens,
    }: { maxTokens?: number; onText: (delta: string) => void } & Stoppable,
  ): Promise<ChatReply> {
    const model = this.config.OPENAI_CHAT_MODEL;
    const request = chatRequest(model, messages, { maxTokens });
    return this.call('chat', signal, async () => {
      const streamed = {
        ...request,
        stream: true,
        stream_options: { include_usage: true },
      } as const;
      const events = await this.client.chat.completions.create(streamed, { signal });
      return readChatStream(model, silenceLimit(events, this.timeoutMs), onText);
    });
  }

  /** Reads a text out; it may have `SPEECH_MAX_CHARACTERS`. The voice is one of the server's. */
  speak(text: string, { voice, signal }: { voice?: string } & Stoppable = {}): Promise<SpokenText> {
    const model = this.config.OPENAI_SPEECH_MODEL;
    return this.call('speech', signal, async () => {
      const request = speechRequest(model, text, voice);
      const response = await this.client.audio.speech.create(request, { signal });
      return readSpeech(model, text, Buffer.from(await response.arrayBuffer()));
    });
  }

  /** The ids of all models that it is configured to use. */
  get models(): readonly string[] {
    const { OPENAI_CHAT_MODEL: chat, OPENAI_SPEECH_MODEL: speech } = this.config;
    return [...new Set([this.transcriptionModel.id, chat, speech])];
  }

  /** When models will be shut down, where that is announced. Asked once and not for long: it is not needed. */
  async shutdownDates(): Promise<ReadonlyMap<string, Date>> {
    try {
      const options = { maxRetries: 0, timeout: LIST_TIMEOUT_MS };
      return readShutdownDates(await this.client.get('/models', options));
    } catch (error) {
      throw toOpenAiFailure(error);
    }
  }

  private call<Answer>(
    operation: OpenAiOperation,
    signal: AbortSignal | undefined,
    request: () => Promise<Answer>,
  ): Promise<Answer> {
    const ask = async () => {
      try {
        return await request();
      } catch (error) {
        signal?.throwIfAborted();
        throw toOpenAiFailure(error);
      }
    };
    return this.gate.pass(operation, () => inSpan(`openai ${operation}`, { kind: 'client' }, ask));
  }
}
