import { readUpdate } from './webhook-update';

const read = (body: string) => readUpdate(Buffer.from(body));

describe('readUpdate', () => {
  it('should keep what Telegram sent word for word', () => {
    const raw =
      '{"update_id":7, "message":{"chat":{"id":-100123},"text":"привет \\u0000 \\ud83d"}}';
    expect(read(raw)).toEqual({ updateId: 7, chatId: -100123, raw });
  });

  it.each([
    '{"update_id":1}',
    '{"update_id":1,"message":null}',
    '{"update_id":1,"message":"text"}',
    '{"update_id":1,"message":{"chat":{"id":"five"}}}',
    '{"update_id":1,"message":{"chat":{"id":1e300}}}',
    '{"update_id":1,"something_new":[[[]]]}',
  ])('should take %s, so that Telegram does not repeat it for a day', (raw) => {
    expect(read(raw)).toEqual({ updateId: 1, chatId: 0, raw });
  });

  it.each(['', 'nonsense', 'null', '[]', '7', '{}', '{"update_id":"7"}', '{"update_id":1e300}'])(
    'should know that %s is no update',
    (body) => {
      expect(read(body)).toBeUndefined();
    },
  );
});
