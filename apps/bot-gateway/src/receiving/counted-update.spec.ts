import type { Update } from 'telegraf/types';
import { countedUpdate, isPayment } from './counted-update';

const update = (body: object) => ({ update_id: 1, ...body }) as Update;
const message = (fields: object, chat: object = { id: 7, type: 'private' }) =>
  update({ message: { message_id: 1, date: 1, chat, from: { id: 7 }, ...fields } });

describe('countedUpdate', () => {
  it.each<[string, Update, object]>([
    ['a text', message({ text: 'hello' }), { personId: 7, bucket: 'message' }],
    ['a sticker', message({ sticker: {} }), { personId: 7, bucket: 'message' }],
    ['a press', update({ callback_query: { from: { id: 7 } } }), { personId: 7, bucket: 'press' }],
    ['a photo', message({ photo: [] }), { personId: 7, bucket: 'upload' }],
    ['a voice note', message({ voice: {} }), { personId: 7, bucket: 'upload' }],
    ['a photo sent as a file', message({ document: {} }), { personId: 7, bucket: 'upload' }],
    [
      'a photo of an album',
      message({ photo: [], media_group_id: 'a1' }),
      { personId: 7, bucket: 'upload', album: 'a1' },
    ],
  ])('should count %s', (_, given, counted) => {
    expect(countedUpdate(given)).toEqual(counted);
  });

  it.each<[string, Update]>([
    ['a payment', message({ successful_payment: {} })],
    ['a refund', message({ refunded_payment: {} })],
    ['the question before a payment', update({ pre_checkout_query: { from: { id: 7 } } })],
    ['a block', update({ my_chat_member: { chat: { id: 7 } } })],
    ['what is said in a group', message({ text: 'x' }, { id: -5, type: 'group' })],
    ['a kind that nobody knows yet', update({ new_thing: {} })],
  ])('should never count %s', (_, given) => {
    expect(countedUpdate(given)).toBeUndefined();
  });

  it('should know money, which is never backlog, from what people write', () => {
    const isMoney = (fields: object) =>
      isPayment((message(fields) as Update.MessageUpdate).message);
    expect(
      [{ successful_payment: {} }, { refunded_payment: {} }, { text: 'x' }].map(isMoney),
    ).toEqual([true, true, false]);
  });
});
