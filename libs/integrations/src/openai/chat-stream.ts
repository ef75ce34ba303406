import { z } from 'zod';
import { ProviderFailure } from '../provider.errors';
import { chatUsage, chatUsageOf, toReply } from './chat-call';
import type { ModelUsage } from './model-usage';
import type { ChatReply } from './openai.types';

const chunk = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        delta: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
  usage: chatUsage.nullish().catch(undefined),
});

/**
 * A streamed answer, told piece by piece and returned whole.
 * @throws {ProviderFailure} when it breaks off: nothing says that what came is all
 */
export async function readChatStream(
  model: string,
  events: AsyncIterable<unknown>,
  onText: (delta: string) => void,
): Promise<ChatReply> {
  const parts: string[] = [];
  const refusals: string[] = [];
  let finished: string | undefined;
  let usage: ModelUsage | undefined;
  for await (const event of events) {
    const parsed = chunk.safeParse(event).data;
    if (!parsed) continue;
    if (parsed.usage) usage = chatUsageOf(model, parsed.usage);
    // The last event of a stream with usage has no choices.
    const choice = parsed.choices?.[0];
    finished = choice?.finish_reason ?? finished;
    if (choice?.delta?.refusal) refusals.push(choice.delta.refusal);
    if (choice?.delta?.content) {
      parts.push(choice.delta.content);
      onText(choice.delta.content);
    }
  }
  if (finished === undefined) throw brokenOff(parts.length);
  return toReply({ content: parts.join(''), refusal: refusals.join(''), finished }, usage);
}

const brokenOff = (pieces: number) =>
  new ProviderFailure('openai', 'unavailable', `the answer broke off after ${pieces} pieces`, {
    errorType: 'stream_truncated',
  });
