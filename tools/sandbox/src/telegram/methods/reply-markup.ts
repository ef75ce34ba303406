import { z } from 'zod';
import { badRequest } from '../bot-api.error';
import type { CallParams } from '../server/call-params';
import type { InlineButton, InlineKeyboard } from '../wire.types';

const MAX_CALLBACK_DATA_BYTES = 64;
const MAX_BUTTONS = 100;
const actions = [
  'callback_data',
  'url',
  'pay',
  'web_app',
  'copy_text',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'callback_game',
];

const button = z.looseObject({
  text: z.string(),
  callback_data: z.string().optional(),
  url: z.string().optional(),
  pay: z.boolean().optional(),
});
const keyboardButton = z.union([z.string(), z.looseObject({ text: z.string() })]);
const replyMarkup = z.looseObject({
  inline_keyboard: z.array(z.array(button)).optional(),
  keyboard: z.array(z.array(keyboardButton)).optional(),
  remove_keyboard: z.boolean().optional(),
});

/** Buttons of a new message: under it, or under the input line (an empty list takes those away). */
export interface Buttons {
  inline?: InlineKeyboard;
  keyboard?: string[][];
}

/** Reads `reply_markup`. Throws BUTTON_DATA_INVALID and its like. */
export function readButtons(params: CallParams): Buttons {
  const markup = params.json('reply_markup', replyMarkup, 'reply keyboard markup');
  if (markup?.inline_keyboard) return { inline: readInline(markup.inline_keyboard) };
  if (markup?.remove_keyboard) return { keyboard: [] };
  return { keyboard: markup?.keyboard?.map((row) => row.map(labelOf)) };
}

const labelOf = (key: z.infer<typeof keyboardButton>) => (typeof key === 'string' ? key : key.text);

function readInline(rows: InlineButton[][]): InlineKeyboard | undefined {
  const filled = rows.filter((row) => row.length > 0);
  for (const entry of filled.flat()) check(entry);
  if (filled.flat().length > MAX_BUTTONS) throw badRequest('reply markup is too long');
  return filled.length > 0 ? { inline_keyboard: filled } : undefined;
}

function check(entry: InlineButton) {
  if (entry.text.trim() === '') throw unusable('Field "text" must be non-empty');
  if (!actions.some((action) => action in entry)) {
    throw unusable('Text buttons are unallowed in the inline keyboard');
  }
  if (entry.callback_data !== undefined && !isCallbackData(entry.callback_data)) {
    throw badRequest('BUTTON_DATA_INVALID');
  }
  if (entry.url !== undefined && !isButtonUrl(entry.url)) {
    throw badRequest(`inline keyboard button URL '${entry.url}' is invalid: Wrong HTTP URL`);
  }
}

const unusable = (reason: string) => badRequest(`can't parse inline keyboard button: ${reason}`);

function isCallbackData(data: string) {
  const bytes = Buffer.byteLength(data);
  return bytes >= 1 && bytes <= MAX_CALLBACK_DATA_BYTES;
}

const isButtonUrl = (url: string) =>
  URL.canParse(url.includes(':') ? url : `http://${url}`) && /^(https?:|tg:|ton:|[^:]+$)/.test(url);
