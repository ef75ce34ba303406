import { TelegramError } from 'telegraf';
import {
  backoffMs,
  isButtonFault,
  isFormatFault,
  isNotModified,
  isUneditable,
  sendFault,
} from './telegram-fault';

const answered = (code: number, description: string, parameters?: object) =>
  new TelegramError({ error_code: code, description, ...(parameters ? { parameters } : {}) });

describe('sendFault', () => {
  it('should wait exactly as long as Telegram asks', () => {
    const error = answered(429, 'Too Many Requests: retry after 7', { retry_after: 7 });
    expect(sendFault(error, 1)).toMatchObject({ kind: 'wait', waitMs: 7_000 });
  });

  it.each([
    'Forbidden: bot was blocked by the user',
    'Forbidden: user is deactivated',
    "Forbidden: bot can't initiate conversation with a user",
    'Forbidden: bot was kicked from the group chat',
    'Forbidden: bot was kicked from the supergroup chat',
    'Forbidden: the group chat was deleted',
    'Forbidden: bot is not a member of the channel chat',
    'Forbidden: anything else',
  ])('should give up on the chat at "%s"', (description) => {
    expect(sendFault(answered(403, description), 1).kind).toBe('unreachable-person');
  });

  it.each([
    'Bad Request: chat not found',
    'Bad Request: user not found',
    'Bad Request: PEER_ID_INVALID',
    'Bad Request: user is deactivated',
    'Bad Request: bot was kicked from the supergroup chat',
    'Bad Request: group chat was deleted',
    'Bad Request: not enough rights to send text messages to the chat',
    'Bad Request: have no rights to send a message',
    'Bad Request: need administrator rights in the channel chat',
    'Bad Request: CHAT_WRITE_FORBIDDEN',
  ])('should give up on a chat that nothing can be written to: "%s"', (description) => {
    expect(sendFault(answered(400, description), 1).kind).toBe('unreachable-person');
  });

  it('should follow a group to its new id', () => {
    const description = 'Bad Request: group chat was upgraded to a supergroup chat';
    const error = answered(400, description, { migrate_to_chat_id: -1001234567890 });
    expect(sendFault(error, 1)).toMatchObject({ kind: 'moved', toChatId: -1001234567890 });
  });

  it.each([
    'Bad Request: not enough rights to send photos to the chat',
    'Bad Request: PHOTO_INVALID_DIMENSIONS',
    'Bad Request: message thread not found',
  ])('should give up on the message alone at "%s"', (description) => {
    expect(sendFault(answered(400, description), 1).kind).toBe('refused');
  });

  it.each([401, 404, 500, 502])('should wait when Telegram answers %d', (code) => {
    expect(sendFault(answered(code, 'x'), 1).kind).toBe('wait');
  });

  it('should wait when Telegram cannot be reached', () => {
    expect(sendFault(new Error('ECONNREFUSED'), 3)).toMatchObject({ kind: 'wait', waitMs: 4_000 });
  });

  it('should drop a message that Telegram will never take', () => {
    const fault = sendFault(answered(400, "Bad Request: can't parse entities"), 1);
    expect(fault.kind).toBe('refused');
  });
});

describe('backoffMs', () => {
  it('should double up to a minute', () => {
    expect([1, 2, 3, 6, 7, 40].map(backoffMs)).toEqual([
      1_000, 2_000, 4_000, 32_000, 60_000, 60_000,
    ]);
  });
});

describe('what Telegram says of edits', () => {
  it('should tell a useless edit from an impossible one', () => {
    const same = answered(
      400,
      'Bad Request: message is not modified: specified new message content',
    );
    const gone = answered(400, 'Bad Request: message to edit not found');
    const photo = answered(400, 'Bad Request: there is no text in the message to edit');
    expect([same, gone, photo].map(isNotModified)).toEqual([true, false, false]);
    expect([same, gone, photo].map(isUneditable)).toEqual([false, true, true]);
  });
});

describe('what Telegram says of the way a message is made', () => {
  it.each([
    `can't parse entities: Unsupported start tag "x" at byte offset 3`,
    'message is too long',
    'message caption is too long',
    'MEDIA_CAPTION_TOO_LONG',
    'message text is empty',
    'text must be non-empty',
    'ENTITY_BOUNDS_INVALID',
  ])('should see that the text is at fault at "%s"', (words) => {
    const error = answered(400, `Bad Request: ${words}`);
    expect([isFormatFault(error), isButtonFault(error)]).toEqual([true, false]);
  });

  it.each([
    'BUTTON_DATA_INVALID',
    'BUTTON_TYPE_INVALID',
    'reply markup is too long',
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    'REPLY_MARKUP_INVALID',
  ])('should see that the buttons are at fault at "%s"', (words) => {
    const error = answered(400, `Bad Request: ${words}`);
    expect([isFormatFault(error), isButtonFault(error)]).toEqual([false, true]);
  });

  it('should blame nothing for other answers', () => {
    for (const error of [
      answered(400, 'Bad Request: chat not found'),
      answered(429, 'Too Many Requests: retry after 1'),
      answered(500, 'message is too long'),
      new Error("can't parse entities"),
    ]) {
      expect([isFormatFault(error), isButtonFault(error)]).toEqual([false, false]);
    }
  });
});
