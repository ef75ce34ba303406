import { execFileSync } from 'node:child_process';
import { path as ffmpeg } from '@ffmpeg-installer/ffmpeg';
import { picture, refusal, TelegramFixture, type PersonFixture } from '../telegram.fixture';
import type { Update } from '../wire.types';

/** Reads a stream of server-sent events, one by one. */
class EventsFixture {
  private text = '';
  private constructor(
    private readonly chunks: AsyncIterator<string>,
    private readonly leave: AbortController,
  ) {}

  static async open(url: string, headers: Record<string, string> = {}) {
    const leave = new AbortController();
    const { body } = await fetch(url, { headers, signal: leave.signal });
    const chunks = body?.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
    if (!chunks) throw new Error('no stream');
    return new EventsFixture(chunks as AsyncIterator<string>, leave);
  }

  async next(): Promise<{ id: string; name: string; data: unknown }> {
    const end = this.text.indexOf('\n\n');
    if (end < 0) {
      const { value, done } = await this.chunks.next();
      if (done) throw new Error('the stream ended');
      this.text += value;
      return this.next();
    }
    const block = this.text.slice(0, end);
    this.text = this.text.slice(end + 2);
    const [, id = '', name = '', data = ''] =
      /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block) ?? [];
    return id === '' ? this.next() : { id, name, data: JSON.parse(data) };
  }

  async take(count: number) {
    const events: Awaited<ReturnType<EventsFixture['next']>>[] = [];
    while (events.length < count) events.push(await this.next());
    return events;
  }

  close() {
    this.leave.abort();
  }
}

describe("the person's side", () => {
  let telegram: TelegramFixture;
  let person: PersonFixture;
  beforeAll(async () => {
    telegram = await TelegramFixture.start();
  });
  beforeEach(async () => {
    person = await telegram.acquaintance();
  });
  afterEach(() => telegram.server.world.updates.clear());
  afterAll(() => telegram.close());

  const received = () =>
    telegram.server.world.updates.peek(100).map(({ update }): Update => update);

  it('should bring an album as separate updates with the caption on the first', async () => {
    const files = await Promise.all([1, 2, 3].map((side) => picture(side * 400, 300)));
    const blobs = files.map((bytes) => new Blob([bytes], { type: 'image/jpeg' }));
    const sent = await person.attach('photo', blobs, { caption: 'three of me' });
    const messages = received().map(({ message }) => message);
    expect(messages.map((message) => message?.caption)).toEqual([
      'three of me',
      undefined,
      undefined,
    ]);
    expect(messages.map((message) => message?.photo?.at(-1)?.width)).toEqual([400, 800, 1200]);
    expect(new Set(messages.map((message) => message?.media_group_id)).size).toBe(1);
    expect(sent.map(({ media }) => media?.width)).toEqual([400, 800, 1200]);
  });

  it('should leave documents as they are, names included', async () => {
    const bytes = await picture(3000, 10);
    const [sent] = await person.attach('document', [new Blob([bytes])]);
    const document = received()[0]?.message?.document;
    expect(document).toMatchObject({
      file_name: 'file-0.jpg',
      mime_type: 'image/jpeg',
      file_size: bytes.length,
    });
    const link = await telegram.telegram.getFileLink(document?.file_id ?? '');
    expect(link.pathname).toMatch(/\/documents\/file_\d+\.jpg$/);
    for (const address of [link.href, `${telegram.server.url}/api/files/${sent?.media?.fileId}`]) {
      expect(Buffer.from(await (await fetch(address)).arrayBuffer())).toEqual(bytes);
    }
  });

  it("should make a voice note of a browser's recording, as long as it is", async () => {
    const tone = ['-f', 'lavfi', '-i', 'sine=d=2', '-c:a', 'libopus', '-f', 'webm', 'pipe:1'];
    const recording = execFileSync(ffmpeg, ['-v', 'error', ...tone]);
    await person.attach('voice', [new Blob([recording], { type: 'audio/webm' })]);
    const voice = received()[0]?.message?.voice;
    expect(voice).toMatchObject({ duration: 2, mime_type: 'audio/ogg' });
    const link = await telegram.telegram.getFileLink(voice?.file_id ?? '');
    expect(link.pathname).toMatch(/\/voice\/file_\d+\.oga$/);
    const noise = person.attach('voice', [new Blob(['no sound'])]);
    expect(await refusal(noise)).toContain('no sound');
  });

  it('should find out how long a sound is when nobody says it', async () => {
    const tone = ['-f', 'lavfi', '-i', 'sine=d=3', '-f', 'mp3', 'pipe:1'];
    const sound = execFileSync(ffmpeg, ['-v', 'error', ...tone]);
    await person.attach('audio', [new Blob([sound])]);
    await person.attach('audio', [new Blob([sound])], { duration: '61' });
    const durations = received().map(({ message }) => message?.audio?.duration);
    expect(durations).toEqual([3, 61]);
  });

  it('should take files that are too big for the bot to download', async () => {
    await person.attach('document', [new Blob([Buffer.alloc((20 << 20) + 1)])]);
    const fileId = received()[0]?.message?.document?.file_id ?? '';
    const tooBig = '400: Bad Request: file is too big';
    expect(await refusal(telegram.telegram.getFile(fileId))).toBe(tooBig);
    expect(await refusal(telegram.telegram.getFile('x'))).toBe(
      '400: Bad Request: wrong file_id or the file is temporarily unavailable',
    );
  });

  it("should bring the bot's answer to a press, and refuse a late one", async () => {
    const { message_id } = await telegram.telegram.sendMessage(person.id, 'Sure?', {
      reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] },
    });
    const pressing = person.press(message_id, 'yes');
    const [update] = await telegram.updates();
    const query = update?.callback_query;
    expect(query).toMatchObject({ data: 'yes', message: { message_id, text: 'Sure?' } });
    await telegram.telegram.answerCbQuery(query?.id ?? '', 'Done', { show_alert: true });
    expect(await pressing).toEqual({ answer: { text: 'Done', showAlert: true } });
    expect(await refusal(telegram.telegram.answerCbQuery('1'))).toBe(
      '400: Bad Request: query is too old and response timeout expired or query ID is invalid',
    );
  });

  it('should cut a long text into messages as an app does', async () => {
    const sent = await person.write('я'.repeat(5000));
    expect(sent.map(({ text }) => text?.length)).toEqual([4096, 904]);
    expect(received()).toHaveLength(2);
  });

  it('should stream what happens in the chat', async () => {
    const events = await EventsFixture.open(`${telegram.server.url}${person.path}/events`);
    const [mine] = await person.write('hello');
    await telegram.telegram.sendChatAction(person.id, 'typing');
    const draft = { chat_id: person.id, draft_id: 1, text: '<b>so</b> far', parse_mode: 'HTML' };
    await telegram.call('sendMessageDraft', draft);
    const { message_id } = await telegram.telegram.sendMessage(person.id, 'hi');
    await telegram.telegram.editMessageText(person.id, message_id, undefined, 'hi!');
    await telegram.telegram.deleteMessage(person.id, message_id);
    const seen = await events.take(6);
    expect(seen.map(({ name, data }) => [name, data])).toEqual([
      ['message', mine],
      ['action', { action: 'typing' }],
      ['draft', { draftId: 1, text: 'so far', entities: [{ type: 'bold', offset: 0, length: 2 }] }],
      ['message', expect.objectContaining({ messageId: message_id, text: 'hi' })],
      ['edit', expect.objectContaining({ messageId: message_id, text: 'hi!' })],
      ['delete', { messageId: message_id }],
    ]);
    events.close();
  });

  it('should resume a stream after the last event that was seen', async () => {
    const url = `${telegram.server.url}${person.path}/events`;
    const events = await EventsFixture.open(url);
    const sent = await telegram.telegram.sendMessage(person.id, 'seen');
    const gone = await telegram.telegram.sendMessage(person.id, 'deleted later');
    const [, last] = await events.take(2);
    events.close();
    await telegram.telegram.sendMessage(person.id, 'missed');
    await telegram.telegram.editMessageText(person.id, sent.message_id, undefined, 'edited');
    await telegram.telegram.deleteMessage(person.id, gone.message_id);

    const resumed = await EventsFixture.open(url, { 'last-event-id': last?.id ?? '' });
    expect((await resumed.take(3)).map(({ name, data }) => [name, data])).toEqual([
      ['message', expect.objectContaining({ text: 'missed' })],
      ['edit', expect.objectContaining({ text: 'edited' })],
      ['delete', { messageId: gone.message_id }],
    ]);
    resumed.close();
    const page = await person.page(Number(last?.id));
    expect(page.messages.map(({ text }) => text)).toEqual(['edited', 'missed']);
  });

  it.each([
    ['/api/people', { firstName: '' }, 400],
    ['/api/people/1/messages', { text: 'x' }, 404],
    ['messages', { text: '  ' }, 400],
    ['messages', {}, 400],
    ['presses', { messageId: 1, data: 'x' }, 404],
    ['payments', { messageId: 'x' }, 400],
    ['blocked', { blocked: 'maybe' }, 400],
  ])('should refuse %s with %j', async (path, body, status) => {
    const address = path.startsWith('/') ? path : `${person.path}/${path}`;
    const response = await telegram.post(address, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });

  it('should refuse files that are no photo, none at all, or too many', async () => {
    const picture = new Blob(['x']);
    expect(await refusal(person.attach('photo', [picture]))).toContain('IMAGE_PROCESS_FAILED');
    expect(await refusal(person.attach('document', []))).toContain('file is missing');
    expect(await refusal(person.attach('voice', [picture, picture]))).toContain('only one voice');
    const eleven = Array.from({ length: 11 }, () => picture);
    expect(await refusal(person.attach('document', eleven))).toContain('at most 10');
    expect(await refusal(person.attach('painting', [picture]))).toContain('kind');
    expect(received()).toEqual([]);
  });
});
