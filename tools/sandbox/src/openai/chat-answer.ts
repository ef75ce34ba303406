import { randomUUID } from 'node:crypto';

// OpenAI counts about four characters a token.
const tokensOf = (text: string) => Math.ceil(text.length / 4);
const piece = /\S+\s*/g;
const refusal = 'Sandbox: I am sorry, but I cannot help with that.';

/** How an answer ends, and as what it is said. */
export type Ending = 'stop' | 'length' | 'content_filter' | 'refusal';

/** What goes wrong within a stream: it breaks off, or says an error, after about half of the answer; or is slow. */
export type StreamFault =
  | { readonly kind: 'cut' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'slow'; readonly wordMs: number }
  | { readonly kind: 'error'; readonly body: object };

/** One answer, before it is written down. */
export interface Completion {
  readonly model: string;
  readonly content: string;
  /** What was asked, for its tokens. */
  readonly prompt: string;
  readonly ending: Ending;
}

const head = (object: string, model: string) => ({
  id: `chatcmpl-${randomUUID()}`,
  object,
  created: Math.floor(Date.now() / 1000),
  model,
});

function usageOf({ prompt, content }: Completion) {
  const [prompt_tokens, completion_tokens] = [tokensOf(prompt), tokensOf(content)];
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

/** As many words as fit; OpenAI's models stop in the middle of a sentence too. */
export function limited(content: string, maxTokens: number | null | undefined): [string, Ending] {
  if (!maxTokens || tokensOf(content) <= maxTokens) return [content, 'stop'];
  return [content.slice(0, maxTokens * 4), 'length'];
}

/** A whole chat completion. */
export function completionOf(completion: Completion) {
  const { model, ending } = completion;
  const said =
    ending === 'refusal'
      ? { content: null, refusal }
      : { content: saidOf(completion), refusal: null };
  const message = { role: 'assistant', ...said };
  return {
    ...head('chat.completion', model),
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishOf(ending) }],
    usage: usageOf(completion),
  };
}

/** The same as server-sent events, word by word; ends early with a fault. */
export function* completionEvents(
  completion: Completion,
  { includeUsage = false, fault }: { includeUsage?: boolean; fault?: StreamFault } = {},
): Generator<string> {
  const common = head('chat.completion.chunk', completion.model);
  const usage = includeUsage ? { usage: null } : {};
  const event = (delta: object, finish_reason: string | null) =>
    toEvent({ ...common, choices: [{ index: 0, delta, finish_reason }], ...usage });
  const isRefusal = completion.ending === 'refusal';
  const words = (isRefusal ? refusal : saidOf(completion)).match(piece) ?? [];
  const isHalf = fault !== undefined && fault.kind !== 'slow';
  const told = isHalf ? words.slice(0, Math.ceil(words.length / 2)) : words;
  yield event({ role: 'assistant', content: isRefusal ? null : '' }, null);
  for (const word of told) yield event(isRefusal ? { refusal: word } : { content: word }, null);
  if (fault?.kind === 'error') yield toEvent(fault.body);
  if (isHalf) return;
  yield event({}, finishOf(completion.ending));
  if (includeUsage) yield toEvent({ ...common, choices: [], usage: usageOf(completion) });
  yield 'data: [DONE]\n\n';
}

// A filter that strikes shows nothing of the answer.
const saidOf = ({ content, ending }: Completion) => (ending === 'content_filter' ? '' : content);
const finishOf = (ending: Ending) => (ending === 'refusal' ? 'stop' : ending);
const toEvent = (data: object) => `data: ${JSON.stringify(data)}\n\n`;
