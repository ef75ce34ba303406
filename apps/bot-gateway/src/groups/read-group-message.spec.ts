import type { Message } from 'telegraf/types';
import { readGroupMessage } from './read-group-message';

const own = { botId: 7, username: 'aisha_bot', commands: ['text', 'menu'] };
const chat = { id: -100, type: 'supergroup', title: 'Friends' } as const;
const from = { id: 5, is_bot: false, first_name: 'Olga' };
const message = (fields: object) =>
  ({ message_id: 1, date: 0, chat, from, ...fields }) as unknown as Message;
const read = (fields: object) => readGroupMessage(message(fields), own);
const mention = (text: string, name = '@aisha_bot') => [
  { type: 'mention', offset: text.indexOf(name), length: name.length },
];
const voice = { file_id: 'voice', file_unique_id: 'v', duration: 3, mime_type: 'audio/ogg' };

describe('readGroupMessage', () => {
  it.each([
    ['@aisha_bot what is this?', 'what is this?'],
    ['what is this, @aisha_bot?', 'what is this, ?'],
  ])('should know a mention in "%s"', (text, words) => {
    expect(read({ text, entities: mention(text) })).toMatchObject({
      addressedBy: 'mention',
      text: words,
    });
  });

  it('should count offsets as Telegram does, and not mind capitals', () => {
    const text = '👋🏽 @Aisha_Bot привет';
    const entities = mention(text, '@Aisha_Bot');
    expect(read({ text, entities })).toMatchObject({ addressedBy: 'mention' });
  });

  it('should not take the name of another bot, or an address, for its own', () => {
    const text = 'ask @aisha_bot_2 or mail@aisha_bot';
    expect(read({ text, entities: mention(text, '@aisha_bot_2') })?.addressedBy).toBeUndefined();
  });

  it.each([
    ['Аиша, привет', 'привет'],
    ['aisha: hello', 'hello'],
    ['АИША!', ''],
  ])('should know its name in "%s"', (text, words) => {
    expect(read({ text })).toEqual({ kind: 'message', addressedBy: 'name', text: words });
  });

  it.each(['Аишане хватает слов', 'вчера Аиша, кажется, молчала', 'Аиша вчера молчала'])(
    'should not feel addressed by "%s"',
    (text) => {
      expect(read({ text })?.addressedBy).toBeUndefined();
    },
  );

  it('should know a reply to itself', () => {
    const reply_to_message = message({ from: { id: 7, is_bot: true }, text: 'hello' });
    expect(read({ text: 'and you?', reply_to_message })).toEqual({
      kind: 'message',
      addressedBy: 'reply',
      text: 'and you?',
    });
  });

  it.each(['/text', '/text@aisha_bot', '/TEXT@Aisha_Bot'])('should know the command %s', (text) => {
    const reply_to_message = message({ voice });
    expect(read({ text, reply_to_message })).toMatchObject({
      addressedBy: 'command',
      command: 'text',
      repliedTo: { recording: { source: 'voice', file: { telegramFileId: 'voice' } } },
    });
  });

  it.each(['/text@other_bot', '/poll', '/menu@other_bot'])(
    'should leave %s to the bot that it is for',
    (text) => {
      expect(read({ text })).toBeUndefined();
    },
  );

  it('should know a mention in the caption of a recording', () => {
    const caption = '@aisha_bot';
    const caption_entities = mention(caption);
    expect(read({ voice, caption, caption_entities })).toMatchObject({
      addressedBy: 'mention',
      recording: { source: 'voice' },
    });
  });
});
