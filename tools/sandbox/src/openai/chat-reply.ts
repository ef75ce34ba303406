import { z } from 'zod';
import { badRequest } from './openai.errors';
import { valueOf } from './json-answer';
import { languageOf } from './made-up-text';
import { picturePrompt } from './picture-prompt';
import { checkFormat, responseFormat } from './response-format';

const imageAddress = z.string().regex(/^(https?:\/\/|data:image\/(jpeg|png|gif|webp);base64,)/);
const part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('image_url'), image_url: z.object({ url: imageAddress }) }),
  z.object({ type: z.literal('refusal'), refusal: z.string() }),
]);
const message = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.union([z.string(), z.array(part)]).nullish(),
});
const chatRequest = z.object({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  max_completion_tokens: z.number().int().min(1).nullish(),
  response_format: responseFormat.nullish(),
});

/** A checked chat request. */
export type ChatRequest = z.infer<typeof chatRequest>;

const quoted = 300;

export function readChatRequest(body: unknown): ChatRequest {
  const parsed = chatRequest.safeParse(body);
  if (parsed.success) return checked(parsed.data);
  const [issue] = parsed.error.issues;
  const param = issue?.path.map(String).join('.') || null;
  throw badRequest(`Invalid value for '${param}': ${issue?.message}`, param, 'invalid_value');
}

function checked(request: ChatRequest): ChatRequest {
  const { messages, response_format: format, stream, stream_options: options } = request;
  if (options && !stream) {
    const message = "The 'stream_options' parameter is only allowed when 'stream' is enabled.";
    throw badRequest(message, 'stream_options');
  }
  if (format) checkFormat(format, messages.map(textOf).join('\n'));
  return request;
}

/** The answer in the asked format: words, or JSON that says them. */
export function answerTo(request: ChatRequest): string {
  const { response_format: format, messages } = request;
  if (!format || format.type === 'text') return sandboxReply(request);
  if (format.type === 'json_object') return JSON.stringify({ answer: sandboxReply(request) });
  const last = messages.findLast(({ role }) => role === 'user');
  const prompt = picturePrompt(last ? textOf(last) : '', last ? imagesIn(last) : 0);
  const { schema } = format.json_schema;
  const textFor = (property: string) => (property === 'prompt' ? prompt : sandboxReply(request));
  return JSON.stringify(valueOf(schema, textFor));
}

/** An answer that thinks nothing, says so, and shows that it was given the whole conversation. */
function sandboxReply({ messages }: ChatRequest): string {
  const turns = messages.filter(({ role }) => role === 'user' || role === 'assistant');
  const last = turns.at(-1);
  const words = last ? textOf(last) : '';
  const first = turns.length > 1 ? turns.find(({ role }) => role === 'user') : undefined;
  const earlier = turns.length - 1;
  const images = last ? imagesIn(last) : 0;
  return languageOf(words) === 'ru'
    ? russian(words, earlier, first && textOf(first), images)
    : english(words, earlier, first && textOf(first), images);
}

function russian(words: string, earlier: number, first: string | undefined, images: number) {
  const picture = images > 0 ? ` Картинок приложено: ${images}.` : '';
  const memory = first
    ? ` Раньше в разговоре сообщений: ${earlier}, первое из них «${quote(first)}».`
    : ' Это начало разговора.';
  return `Песочница: вы написали «${quote(words)}».${picture}${memory}`;
}

function english(words: string, earlier: number, first: string | undefined, images: number) {
  const picture = images > 0 ? ` Pictures attached: ${images}.` : '';
  const memory = first
    ? ` Earlier messages in this conversation: ${earlier}, the first is "${quote(first)}".`
    : ' This is the beginning of the conversation.';
  return `Sandbox: you wrote "${quote(words)}".${picture}${memory}`;
}

function textOf({ content }: z.infer<typeof message>): string {
  if (typeof content === 'string') return content;
  return (content ?? []).flatMap((one) => (one.type === 'text' ? one.text : [])).join('\n');
}

const imagesIn = ({ content }: z.infer<typeof message>) =>
  Array.isArray(content) ? content.filter(({ type }) => type === 'image_url').length : 0;

const quote = (text: string) => (text.length > quoted ? `${text.slice(0, quoted)}…` : text);
