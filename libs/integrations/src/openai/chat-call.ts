import type {
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import { z } from 'zod';
import { ProviderFailure } from '../provider.errors';
import { usageOf, type ModelUsage } from './model-usage';
import { unusableAnswer } from './openai.errors';
import type { ChatMessage, ChatReply, JsonSchema } from './openai.types';

/** How an answer is to be given. */
export interface ChatWishes {
  /** Bounds the answer, thinking included. */
  readonly maxTokens?: number;
  /** The answer is an object of that schema, as JSON. */
  readonly json?: JsonSchema;
}

/** Tokens as chat completions count them. */
export const chatUsage = z.object({ prompt_tokens: z.number(), completion_tokens: z.number() });
const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: chatUsage.nullish().catch(undefined),
});

/** The request for one answer. */
export function chatRequest(
  model: string,
  messages: readonly ChatMessage[],
  { maxTokens, json }: ChatWishes,
): ChatCompletionCreateParamsNonStreaming {
  return {
    model,
    messages: messages.map(toParam),
    ...(maxTokens ? { max_completion_tokens: maxTokens } : {}),
    ...(json
      ? { response_format: { type: 'json_schema', json_schema: { ...json, strict: true } } }
      : {}),
  };
}

function toParam({ role, content, images = [] }: ChatMessage): ChatCompletionMessageParam {
  if (role !== 'user' || images.length === 0) return { role, content };
  const pictures = images.map((url) => ({ type: 'image_url' as const, image_url: { url } }));
  return { role, content: [{ type: 'text', text: content }, ...pictures] };
}

/** @throws {ProviderFailure} when it is no chat completion, or all of it was withheld */
export function readCompletion(model: string, answer: unknown): ChatReply {
  const parsed = completion.safeParse(answer).data;
  const choice = parsed?.choices[0];
  if (!choice) throw unusableAnswer('a chat completion');
  const { content, refusal } = choice.message;
  return toReply(
    { content: content ?? '', refusal: refusal ?? '', finished: choice.finish_reason },
    parsed.usage && chatUsageOf(model, parsed.usage),
  );
}

/** What a model said, however it came. */
export interface Said {
  readonly content: string;
  readonly refusal: string;
  readonly finished: string | null | undefined;
}

/** @throws {ProviderFailure} when all of it was withheld */
export function toReply(said: Said, usage: ModelUsage | null | undefined): ChatReply {
  const text = said.content || said.refusal;
  if (text === '' && said.finished === 'content_filter') {
    throw new ProviderFailure('openai', 'content-policy', 'the answer was withheld', {
      errorType: 'content_filter',
    });
  }
  const finishReason = finishReasonOf(said);
  return { text, ...(usage ? { usage } : {}), ...(finishReason ? { finishReason } : {}) };
}

function finishReasonOf({ content, refusal, finished }: Said): ChatReply['finishReason'] {
  if (finished === 'content_filter' || (refusal !== '' && content === '')) return 'refusal';
  return finished === 'stop' || finished === 'length' ? finished : undefined;
}

export const chatUsageOf = (model: string, told: z.infer<typeof chatUsage>): ModelUsage =>
  usageOf(model, { inputTokens: told.prompt_tokens, outputTokens: told.completion_tokens });
