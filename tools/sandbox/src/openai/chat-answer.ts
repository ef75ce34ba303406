import { randomUUID } from 'node:crypto';

// OpenAI counts about four characters a token.
const tokensOf = (text: string) => Math.ceil(text.length / 4);
const piece = /\S+\s*/g;

const head = (object: string, model: string) => ({
  id: `chatcmpl-${randomUUID()}`,
  object,
  created: Math.floor(Date.now() / 1000),
  model,
});

/** A whole chat completion. */
export function completionOf(model: string, content: string, prompt: string) {
  const [prompt_tokens, completion_tokens] = [tokensOf(prompt), tokensOf(content)];
  const message = { role: 'assistant', content, refusal: null };
  return {
    ...head('chat.completion', model),
    choices: [{ index: 0, message, logprobs: null, finish_reason: 'stop' }],
    usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
  };
}

/** The same as server-sent events, word by word. */
export function* completionEvents(model: string, content: string): Generator<string> {
  const common = head('chat.completion.chunk', model);
  const event = (delta: object, finish_reason: string | null) =>
    `data: ${JSON.stringify({ ...common, choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
  yield event({ role: 'assistant', content: '' }, null);
  for (const word of content.match(piece) ?? []) yield event({ content: word }, null);
  yield event({}, 'stop');
  yield 'data: [DONE]\n\n';
}
