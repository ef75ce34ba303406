import { z } from 'zod';
import { badRequest } from '../bot-api.error';
import type { CallParams } from '../server/call-params';
import type { TextInput } from '../text/formatted-text';
import type { Message, MessageEntity } from '../wire.types';
import type { World } from '../world/world';
import type { MethodCall } from './bot-method.types';
import { readButtons } from './reply-markup';
import { writableChat } from './target-chat';

const entitySchema: z.ZodType<MessageEntity[]> = z.array(
  z.looseObject({
    type: z.string(),
    offset: z.int().nonnegative(),
    length: z.int().nonnegative(),
  }),
);
const replyParameters = z.looseObject({
  message_id: z.int(),
  allow_sending_without_reply: z.boolean().optional(),
});

/** What a new message shows. */
export type OutgoingContent = Omit<Message, 'message_id' | 'from' | 'chat' | 'date'>;

/** Writes the bot's message into the chat of the call, with its buttons, and gives it back. */
export function post(call: MethodCall, content: OutgoingContent, invoicePayload?: string): Message {
  const { world, params } = call;
  const { id, chat } = writableChat(world, params);
  const { inline, keyboard } = readButtons(params);
  const message = {
    from: world.bot.user,
    chat,
    ...repliedMessage(world, id, params),
    ...content,
    ...(inline && { reply_markup: inline }),
  };
  return world.chats.add({ sender: 'bot', message, keyboard, invoicePayload }).message;
}

/** The text or caption of a call with its formatting. */
export function textInput(params: CallParams, name: 'text' | 'caption'): TextInput {
  const entities = params.json(name === 'text' ? 'entities' : 'caption_entities', entitySchema);
  return { text: params.text(name) ?? '', parseMode: params.text('parse_mode'), entities };
}

function repliedMessage(world: World, chatId: number, params: CallParams) {
  const reply = params.json('reply_parameters', replyParameters, 'reply parameters');
  const messageId = reply?.message_id ?? params.integer('reply_to_message_id');
  if (messageId === undefined) return {};
  const replied = world.chats.find(chatId, messageId);
  if (replied) return { reply_to_message: { ...replied.message, reply_to_message: undefined } };
  if (reply?.allow_sending_without_reply || params.flag('allow_sending_without_reply')) return {};
  throw badRequest('message to be replied not found');
}
