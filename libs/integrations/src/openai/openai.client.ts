import OpenAI, { toFile } from 'openai';
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { z } from 'zod';
import { ProviderFailure } from '../provider.errors';
import { openAiFetch } from './openai-fetch';
import type { OpenAiConfig } from './openai.env';
import { toOpenAiFailure, unusableAnswer } from './openai.errors';
import type { AudioFile, ChatMessage, ChatReply, JsonSchema, Transcription } from './openai.types';

/** How patient the client is; a timeout counts per attempt. */
export interface OpenAiPatience {
  readonly maxRetries?: number;
  readonly timeoutMs?: number;
}

const transcription = z.object({
  text: z.string(),
  language: z.string().optional(),
  languages: z.array(z.string()).optional(),
});
const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
});

/**
 * Speech to text and chat by OpenAI or a server that speaks its protocol. Methods throw
 * `ProviderFailure`; an abort by the caller's signal throws the signal's own reason.
 * A single upload may have 25 MB, body and all.
 */
export class OpenAiClient {
  private readonly client: OpenAI;

  constructor(
    private readonly config: OpenAiConfig,
    { maxRetries = 2, timeoutMs = 120_000 }: OpenAiPatience = {},
  ) {
    this.client = new OpenAI({
      apiKey: config.OPENAI_API_KEY,
      baseURL: config.OPENAI_BASE_URL,
      maxRetries,
      timeout: timeoutMs,
      fetch: openAiFetch,
    });
  }

  /** `language` is ISO 639-1; without it the model guesses. Silence is the text ''. */
  async transcribe(
    { bytes, fileName, contentType }: AudioFile,
    { language, signal }: { language?: string; signal?: AbortSignal } = {},
  ): Promise<Transcription> {
    const file = await toFile(bytes, fileName, { type: contentType });
    const answer = await this.call(
      () =>
        this.client.audio.transcriptions.create(
          {
            file,
            model: this.config.OPENAI_TRANSCRIPTION_MODEL,
            response_format: 'json',
            ...(language ? { language } : {}),
          },
          { signal },
        ),
      signal,
    );
    return toTranscription(answer);
  }

  /** `maxTokens` bounds the answer, thinking included; with `json` its text is an object of that schema. */
  async chat(
    messages: readonly ChatMessage[],
    {
      maxTokens,
      json,
      signal,
    }: { maxTokens?: number; json?: JsonSchema; signal?: AbortSignal } = {},
  ): Promise<ChatReply> {
    const answer = await this.call(
      () =>
        this.client.chat.completions.create(
          {
            model: this.config.OPENAI_CHAT_MODEL,
            messages: messages.map(toParam),
            ...(maxTokens ? { max_completion_tokens: maxTokens } : {}),
            ...(json
              ? { response_format: { type: 'json_schema', json_schema: { ...json, strict: true } } }
              : {}),
          },
          { signal },
        ),
      signal,
    );
    return toReply(answer);
  }

  private async call(
    request: () => PromiseLike<unknown>,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    try {
      return await request();
    } catch (error) {
      signal?.throwIfAborted();
      throw toOpenAiFailure(error);
    }
  }
}

function toParam({ role, content, images = [] }: ChatMessage): ChatCompletionMessageParam {
  if (role !== 'user' || images.length === 0) return { role, content };
  const pictures = images.map((url) => ({ type: 'image_url' as const, image_url: { url } }));
  return { role, content: [{ type: 'text', text: content }, ...pictures] };
}

// Compatible servers leave out what they like, so the answer is checked, not believed.
function toTranscription(answer: unknown): Transcription {
  const parsed = transcription.safeParse(answer);
  if (!parsed.success) throw unusableAnswer('a transcription');
  const { text, language = parsed.data.languages?.[0] } = parsed.data;
  return { text: text.trim(), ...(language ? { language } : {}) };
}

function toReply(answer: unknown): ChatReply {
  const choice = completion.safeParse(answer).data?.choices[0];
  if (!choice) throw unusableAnswer('a chat completion');
  const text = choice.message.content ?? choice.message.refusal ?? '';
  if (text === '' && choice.finish_reason === 'content_filter') {
    throw new ProviderFailure('openai', 'content-policy', 'the answer was withheld', {
      errorType: 'content_filter',
    });
  }
  return { text };
}
