import { picture, refusal, TelegramFixture, type PersonFixture } from '../telegram.fixture';

const keyboard = (data: string) => ({
  inline_keyboard: [[{ text: 'Press', callback_data: data }]],
});

describe('sending and editing', () => {
  let telegram: TelegramFixture;
  let person: PersonFixture;
  beforeAll(async () => {
    telegram = await TelegramFixture.start();
  });
  beforeEach(async () => {
    person = await telegram.acquaintance();
  });
  afterAll(() => telegram.close());

  it('should show formatted text with buttons to the person', async () => {
    await telegram.telegram.sendMessage(person.id, '<b>Готово</b> &lt;3', {
      parse_mode: 'HTML',
      reply_markup: keyboard('photo:1'),
    });
    expect(await person.lastSeen()).toMatchObject({
      from: 'bot',
      text: 'Готово <3',
      entities: [{ type: 'bold', offset: 0, length: 6 }],
      buttons: [[{ text: 'Press', callbackData: 'photo:1' }]],
    });
  });

  it('should show and take away buttons under the input line', async () => {
    const keys = [['Yes', { text: 'No' }]];
    await telegram.telegram.sendMessage(person.id, 'Well?', { reply_markup: { keyboard: keys } });
    expect((await person.lastSeen())?.keyboard).toEqual([['Yes', 'No']]);
    await telegram.telegram.sendMessage(person.id, 'Fine', {
      reply_markup: { remove_keyboard: true },
    });
    expect((await person.lastSeen())?.keyboard).toEqual([]);
  });

  it.each([
    ['', {}, 'message text is empty'],
    ['x'.repeat(4097), {}, 'message is too long'],
    [
      '<i>x',
      { parse_mode: 'HTML' },
      `can't parse entities: Can't find end tag corresponding to start tag "i"`,
    ],
    ['x', { parse_mode: 'bbcode' }, 'unsupported parse_mode'],
    ['x', { reply_markup: keyboard('я'.repeat(33)) }, 'BUTTON_DATA_INVALID'],
    ['x', { reply_markup: keyboard('') }, 'BUTTON_DATA_INVALID'],
    ['x', { reply_parameters: { message_id: 999_999 } }, 'message to be replied not found'],
  ])('should refuse to send %.10s with %j', async (text, options, reason) => {
    const { status, body } = await telegram.call('sendMessage', {
      chat_id: person.id,
      text,
      ...options,
    });
    expect(body).toEqual({ ok: false, error_code: 400, description: `Bad Request: ${reason}` });
    expect(status).toBe(400);
  });

  it('should not know a chat whose person never wrote', async () => {
    const stranger = await telegram.person();
    const sent = refusal(telegram.telegram.sendMessage(stranger.id, 'hi'));
    expect(await sent).toBe('400: Bad Request: chat not found');
  });

  it('should refuse to write to a person who blocked the bot until they unblock it', async () => {
    await person.setBlocked(true);
    const blocked = '403: Forbidden: bot was blocked by the user';
    expect(await refusal(telegram.telegram.sendMessage(person.id, 'hi'))).toBe(blocked);
    expect(await refusal(telegram.telegram.sendChatAction(person.id, 'typing'))).toBe(blocked);
    expect(await refusal(person.write('hi'))).toContain('has blocked the bot');
    await person.setBlocked(false);
    await telegram.telegram.sendMessage(person.id, 'welcome back');
    expect((await person.lastSeen())?.text).toBe('welcome back');
  });

  it('should edit text and buttons, and refuse an edit that changes nothing', async () => {
    const { message_id } = await telegram.telegram.sendMessage(person.id, 'one');
    const edit = (text: string, data: string) =>
      telegram.telegram.editMessageText(person.id, message_id, undefined, text, {
        reply_markup: keyboard(data),
      });
    await edit('two', 'a');
    expect(await person.lastSeen()).toMatchObject({ messageId: message_id, text: 'two' });
    expect((await person.lastSeen())?.editDate).toEqual(expect.any(Number));
    expect(await refusal(edit('two', 'a'))).toBe(
      '400: Bad Request: message is not modified: specified new message content and reply markup are ' +
        'exactly the same as a current content and reply markup of the message',
    );
    await edit('two', 'b');
    await telegram.telegram.editMessageReplyMarkup(person.id, message_id, undefined, undefined);
    expect((await person.lastSeen())?.buttons).toBeUndefined();
  });

  it('should refuse to edit what is not there or not its own', async () => {
    const [theirs] = await person.write('mine');
    const edit = (id = 0) => telegram.telegram.editMessageText(person.id, id, undefined, 'x');
    expect(await refusal(edit(999_999))).toBe('400: Bad Request: message to edit not found');
    expect(await refusal(edit(theirs?.messageId))).toBe(
      "400: Bad Request: message can't be edited",
    );
  });

  it('should delete messages, once', async () => {
    const { message_id } = await telegram.telegram.sendMessage(person.id, 'gone soon');
    const remove = () => telegram.telegram.deleteMessage(person.id, message_id);
    await remove();
    const { messages, deleted } = await person.page();
    expect(messages.map(({ text }) => text)).toEqual(['/start']);
    expect(deleted).toEqual([message_id]);
    expect(await refusal(remove())).toBe('400: Bad Request: message to delete not found');
  });

  it('should make sizes of an uploaded photo and send it again by its id', async () => {
    const source = await picture(2000, 1000);
    const { photo } = await telegram.telegram.sendPhoto(person.id, { source }, { caption: 'sea' });
    expect(photo.map(({ width, height }) => [width, height])).toEqual([
      [320, 160],
      [800, 400],
      [1280, 640],
    ]);
    const again = await telegram.telegram.sendPhoto(person.id, photo[0]?.file_id ?? '');
    expect(again.photo).toEqual(photo);
    expect(await person.lastSeen()).toMatchObject({
      media: { kind: 'photo', width: 1280, height: 640, fileId: photo[2]?.file_id },
    });
  });

  it('should send a file as it is with its name, and again by its id, but never as a photo', async () => {
    const source = Buffer.from('PK a zip');
    const { document } = await telegram.telegram.sendDocument(
      person.id,
      { source, filename: 'aisha.zip' },
      { caption: '<b>all</b> of it', parse_mode: 'HTML' },
    );
    expect(await person.lastSeen()).toMatchObject({
      caption: 'all of it',
      media: { kind: 'document', fileName: 'aisha.zip', size: source.length },
    });
    const again = await telegram.telegram.sendDocument(person.id, document.file_id);
    expect(again.document).toEqual(document);
    expect(await refusal(telegram.telegram.sendPhoto(person.id, document.file_id))).toContain(
      "can't use file of type Document as Photo",
    );
  });

  it('should refuse files that are no photos, and ids of another kind', async () => {
    const source = Buffer.from('not a picture');
    const { document } = await telegram.telegram.sendDocument(person.id, {
      source,
      filename: 'a.txt',
    });
    expect(document).toMatchObject({ file_name: 'a.txt', mime_type: 'text/plain' });
    const send = (photo: Parameters<typeof telegram.telegram.sendPhoto>[1]) =>
      refusal(telegram.telegram.sendPhoto(person.id, photo));
    expect(await send({ source })).toBe('400: Bad Request: IMAGE_PROCESS_FAILED');
    expect(await send(document.file_id)).toBe(
      "400: Bad Request: can't use file of type Document as Photo",
    );
    expect(await send('nonsense')).toBe(
      '400: Bad Request: wrong file identifier/HTTP URL specified',
    );
    expect(await send({ source: await picture(2100, 100) })).toBe(
      '400: Bad Request: PHOTO_INVALID_DIMENSIONS',
    );
  });

  it('should send an album of uploads as one group with captions', async () => {
    const sources = await Promise.all([picture(400, 400), picture(500, 500)]);
    const sent = await telegram.telegram.sendMediaGroup(
      person.id,
      sources.map((source, index) => ({
        type: 'photo' as const,
        media: { source },
        ...(index === 0 && { caption: '<b>Two</b>', parse_mode: 'HTML' as const }),
      })),
    );
    const { messages } = await person.page();
    const album = messages.filter(({ mediaGroupId }) => mediaGroupId);
    expect(album.map(({ messageId }) => messageId)).toEqual(
      sent.map(({ message_id }) => message_id),
    );
    expect(album.map(({ caption }) => caption)).toEqual(['Two', undefined]);
    expect(new Set(album.map(({ mediaGroupId }) => mediaGroupId)).size).toBe(1);
    const single = telegram.call('sendMediaGroup', { chat_id: person.id, media: [] });
    expect((await single).body.description).toContain('must be 2-10 media items');
  });

  it('should replace a text by a picture and change its caption', async () => {
    const { message_id } = await telegram.telegram.sendMessage(person.id, 'painting...');
    const media = { source: await picture(640, 480) };
    const item = { type: 'photo' as const, media, caption: 'first' };
    await telegram.telegram.editMessageMedia(person.id, message_id, undefined, item);
    const shown = await person.lastSeen();
    expect(shown).toMatchObject({
      messageId: message_id,
      caption: 'first',
      media: { kind: 'photo' },
    });
    expect(shown?.text).toBeUndefined();
    await telegram.telegram.editMessageCaption(person.id, message_id, undefined, 'second');
    expect((await person.lastSeen())?.caption).toBe('second');
    expect(
      await refusal(telegram.telegram.editMessageText(person.id, message_id, undefined, 'x')),
    ).toBe('400: Bad Request: there is no text in the message to edit');
  });

  it('should send sound, films and round films with what the bot says of them', async () => {
    const source = Buffer.from('bytes that only claim to be sound');
    const chat = person.id;
    await telegram.telegram.sendVoice(chat, { source }, { duration: 3 });
    await telegram.telegram.sendAudio(
      chat,
      { source },
      { duration: 4, title: 'Song', performer: 'She' },
    );
    await telegram.telegram.sendVideo(chat, { source }, { duration: 5, width: 640, height: 360 });
    await telegram.telegram.sendVideoNote(chat, { source }, { duration: 6, length: 240 });
    const { messages } = await person.page();
    expect(
      messages.slice(-4).map(({ media }) => [media?.kind, media?.duration, media?.width]),
    ).toEqual([
      ['voice', 3, undefined],
      ['audio', 4, undefined],
      ['video', 5, 640],
      ['video_note', 6, 240],
    ]);
  });

  it('should send a file from a web address', async () => {
    const [sent] = await person.attach('photo', [new Blob([await picture(300, 200)])]);
    const address = `${telegram.server.url}/api/files/${sent?.media?.fileId}`;
    const { photo } = await telegram.telegram.sendPhoto(person.id, { url: address });
    expect(photo.at(-1)).toMatchObject({ width: 300, height: 200 });
    const missing = await telegram.call('sendPhoto', { chat_id: person.id, photo: `${address}x` });
    expect(missing.body.description).toBe('Bad Request: failed to get HTTP URL content');
  });

  it('should keep commands by language', async () => {
    const commands = [{ command: 'start', description: 'Начать' }];
    await telegram.telegram.setMyCommands(commands, { language_code: 'ru' });
    await telegram.telegram.setMyCommands([{ command: 'start', description: 'Begin' }]);
    expect(await telegram.telegram.getMyCommands({ language_code: 'ru' })).toEqual(commands);
    expect(await telegram.get('/api/bot')).toEqual({
      id: 123456,
      firstName: 'Aisha',
      username: 'aisha_sandbox_bot',
      commands: [{ command: 'start', description: 'Begin' }],
    });
    await telegram.telegram.setMyDescription('Avatars', 'en');
    expect(await telegram.telegram.getMyDescription('en')).toEqual({ description: 'Avatars' });
  });
});
