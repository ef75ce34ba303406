import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { badRequest } from '../bot-api.error';
import { mediaKinds, type Message } from '../wire.types';
import { now } from '../world/chats';
import type { BotMethods, MethodCall } from './bot-method.types';
import { itemFields, mediaItem } from './media.methods';
import { captionFields, textFields } from '../text/formatted-text';
import { textInput } from './outgoing-message';
import { readButtons } from './reply-markup';
import { editableEntry, targetChat } from './target-chat';

const DELETABLE_SECONDS = 48 * 3600;
const MAX_DELETIONS = 100;
const contentFields = ['text', 'entities', 'caption', 'caption_entities', ...mediaKinds] as const;
type ContentField = (typeof contentFields)[number];

const hasMedia = (message: Message) => mediaKinds.some((kind) => message[kind]);

/** Methods that change or take away what was sent. */
export const editMethods: BotMethods = {
  editMessageText: (call) => {
    const { message } = editableEntry(call.world, call.params);
    if (message.text === undefined) throw badRequest('there is no text in the message to edit');
    return replace(call, ['text', 'entities'], textFields(textInput(call.params, 'text')));
  },
  editMessageCaption: (call) => {
    const { message } = editableEntry(call.world, call.params);
    if (!hasMedia(message)) throw badRequest('there is no caption in the message to edit');
    const caption = captionFields(textInput(call.params, 'caption'));
    return replace(call, ['caption', 'caption_entities'], caption);
  },
  editMessageMedia: async (call) => {
    editableEntry(call.world, call.params);
    const item = call.params.json('media', mediaItem, 'InputMedia');
    if (!item) throw badRequest('media is empty');
    return replace(call, contentFields, await itemFields(call, item));
  },
  editMessageReplyMarkup: (call) => replace(call, [], {}),
  deleteMessage: ({ world, params }) => {
    const { id } = targetChat(world, params);
    const entry = world.chats.find(id, params.integer('message_id') ?? 0);
    if (!entry) throw badRequest('message to delete not found');
    if (isTooOld(entry.message)) throw badRequest("message can't be deleted for everyone");
    world.chats.delete(id, entry.message.message_id);
    return true;
  },
  deleteMessages: ({ world, params }) => {
    const { id } = targetChat(world, params);
    const ids = params.json('message_ids', z.array(z.int()), 'message identifiers') ?? [];
    if (ids.length > MAX_DELETIONS) throw badRequest('too many message identifiers specified');
    const entries = ids.map((messageId) => world.chats.find(id, messageId));
    for (const entry of entries) {
      if (entry && !isTooOld(entry.message)) world.chats.delete(id, entry.message.message_id);
    }
    return true;
  },
};

const isTooOld = ({ date }: Message) => now() - date > DELETABLE_SECONDS;

/** Puts the new content in the place of these fields; buttons that are not given again vanish. */
function replace(call: MethodCall, fields: readonly ContentField[], content: Partial<Message>) {
  const entry = editableEntry(call.world, call.params);
  const { inline } = readButtons(call.params);
  const kept: Message = { ...entry.message, reply_markup: inline };
  for (const field of fields) delete kept[field];
  const edited = { ...kept, ...content };
  if (isSame(entry.message, edited)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same ' +
        'as a current content and reply markup of the message',
    );
  }
  return call.world.chats.edit(entry, edited).message;
}

function isSame(before: Message, after: Message) {
  return [...contentFields, 'reply_markup' as const].every((field) =>
    isDeepStrictEqual(before[field], after[field]),
  );
}
