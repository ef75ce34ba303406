import { badRequest } from '../bot-api.error';
import { textFields } from '../text/formatted-text';
import { toTextEntity } from '../world/chat-message';
import type { BotMethods } from './bot-method.types';
import { post, textInput } from './outgoing-message';
import { writableChat } from './target-chat';

const chatActions = new Set(
  (
    'typing upload_photo record_video upload_video record_voice upload_voice upload_document ' +
    'choose_sticker find_location record_video_note upload_video_note cancel'
  ).split(' '),
);

/** Methods that write plain words, or say that some are coming. */
export const textMethods: BotMethods = {
  sendMessage: (call) => {
    writableChat(call.world, call.params);
    return post(call, textFields(textInput(call.params, 'text')));
  },
  sendChatAction: ({ world, params }) => {
    const { id } = writableChat(world, params);
    const action = params.text('action') ?? '';
    if (!chatActions.has(action)) throw badRequest('wrong parameter action in request');
    world.events.emit(id, { seq: world.counters.seq, event: { name: 'action', data: { action } } });
    return true;
  },
  sendMessageDraft: ({ world, params }) => {
    const { id } = writableChat(world, params);
    const draftId = params.integer('draft_id') ?? 0;
    if (draftId === 0) throw badRequest('draft_id must be non-zero');
    const input = textInput(params, 'text');
    const { text = '', entities = [] } = input.text.trim() === '' ? {} : textFields(input);
    const data = { draftId, text, entities: entities.map(toTextEntity) };
    world.events.emit(id, { seq: world.counters.seq, event: { name: 'draft', data } });
    return true;
  },
};
