import type { Update } from 'telegraf/types';
import { chatIdOf } from './telegram-chat';

const update = (body: object) => ({ update_id: 1, ...body }) as Update;

describe('chatIdOf', () => {
  it.each<[string, object, number]>([
    ['a message', { message: { chat: { id: 5 }, from: { id: 7 } } }, 5],
    ['a button press', { callback_query: { from: { id: 7 }, message: { chat: { id: 5 } } } }, 5],
    ['a press on an inline message', { callback_query: { from: { id: 7 } } }, 7],
    ['a payment question', { pre_checkout_query: { from: { id: 7 } } }, 7],
    ['a block', { my_chat_member: { chat: { id: 5 }, from: { id: 7 } } }, 5],
    ['a poll without a person', { poll: { id: 'x' } }, 0],
    ['a message without a chat', { callback_query: { message: {}, from: { id: 7 } } }, 7],
    ['a chat whose id is no number', { message: { chat: { id: 'five' } } }, 0],
    ['a body of another shape', { message: { message: 'text', from: null } }, 0],
    ['a kind that nobody knows yet', { new_thing: 3 }, 0],
  ])('should find the chat of %s', (_, body, chat) => {
    expect(chatIdOf(update(body))).toBe(chat);
  });
});
