import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { Test, type TestingModule } from '@nestjs/testing';
import { DeliveryModule, SentFiles } from '@aisha/delivery';
import { Storage, StorageModule } from '@aisha/integrations';
import { ConfigModule, HealthModule, Metrics, ProviderCalls } from '@aisha/platform';
import {
  createTestDatabase,
  testBucket,
  type TestBucket,
  type TestDatabase,
  testRedisUrl,
} from '@aisha/testing';
import { Telegraf } from 'telegraf';
import type { FileKind, Rendered } from '../messages/rendered';
import { BotApiTransport } from './bot-api-transport';
import { Courier } from './courier';
import { PartSender } from './part-sender';
import { SentDocuments } from './sent-documents';
import { SentPhotos } from './sent-photos';
import { SentVoices } from './sent-voices';

const to = { botId: 7, chatId: 5 };
const HUNDRED_KB = Buffer.alloc(100_000, 'picture');

interface Call {
  method: string;
  isUpload: boolean;
  body: string;
}

/** Takes files, gives ids for them, and knows its ids again unless it is told to forget. */
class Telegram {
  readonly calls: Call[] = [];
  /** Knows no file any more. */
  forgetful = false;
  private ids = 0;
  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => void this.answer(request, response));
  }

  static async start(): Promise<Telegram> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new Telegram(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await once(this.server.close(), 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return; // the upload was broken off
    }
    const method = request.url!.split('/').at(-1)!;
    const isUpload = request.headers['content-type']!.startsWith('multipart/');
    this.calls.push({ method, isUpload, body: Buffer.concat(chunks).toString('latin1') });
    const refused = this.forgetful && !isUpload && method !== 'sendMessage';
    response.writeHead(refused ? 400 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(refused ? FORGOTTEN : { ok: true, result: this.message(method) }));
  }

  private message(method: string) {
    const file_id = `id-${(this.ids += 1)}`;
    const called = method.replace(/^send/, '').toLowerCase();
    const kind = FILE_KINDS.find((name) => called === name.replace('_', ''));
    const media = kind ? { [kind]: { file_id } } : { photo: [{ file_id }] };
    return { message_id: this.calls.length, ...media };
  }
}
const FILE_KINDS = ['document', 'voice', 'audio', 'video', 'video_note'];
const FORGOTTEN = {
  ok: false,
  error_code: 400,
  description: 'Bad Request: wrong file identifier/HTTP URL specified',
};

describe('pictures and files on their way to Telegram', () => {
  let database: TestDatabase;
  let bucket: TestBucket;
  let module: TestingModule;
  let storage: Storage;
  let telegram: Telegram;
  let transport: BotApiTransport;
  let courier: Courier;
  beforeAll(async () => {
    [database, bucket] = await Promise.all([createTestDatabase(), testBucket()]);
    const config = {
      DATABASE_URL: database.url,
      REDIS_URL: await testRedisUrl(),
      ...bucket.settings,
    };
    module = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot(config),
        HealthModule.forRole('sending-spec'),
        DeliveryModule.forRoot(),
        StorageModule,
      ],
    }).compile();
    module.useLogger(false);
    await module.init();
    storage = module.get(Storage);
  });
  afterAll(async () => {
    await module.close();
    await Promise.all([database.close(), bucket.close()]);
  });
  beforeEach(async () => {
    telegram = await Telegram.start();
    const bot = new Telegraf('7:token', {
      telegram: { apiRoot: telegram.url, webhookReply: false },
    });
    transport = new BotApiTransport(bot, new ProviderCalls(new Metrics()));
    transport.onModuleInit();
    const files = module.get(SentFiles);
    const photos = new SentPhotos(files, storage);
    const documents = new SentDocuments(files, storage);
    const voices = new SentVoices(files, storage);
    courier = new Courier(new PartSender(bot, photos, documents, voices, new Metrics()));
  });
  afterEach(async () => {
    await transport.onApplicationShutdown();
    await telegram.close();
  });

  const stored = async (key: string) => {
    await storage.put(key, HUNDRED_KB, { contentType: 'image/jpeg' });
    return key;
  };
  const asFile = (key: string): Rendered => ({
    html: 'all of <b>it</b>',
    buttons: [],
    document: { key, fileName: 'aisha.jpg' },
  });
  const made = () => telegram.calls.map(({ method, isUpload }) => [method, isUpload]);

  it('should send a file whole with its name, and again without an upload', async () => {
    const message = asFile(await stored('one.jpg'));
    await courier.deliver(message, to);
    await courier.deliver(message, to);
    expect(made()).toEqual([
      ['sendDocument', true],
      ['sendDocument', false],
    ]);
    const [upload, again] = telegram.calls.map(({ body }) => body);
    expect(upload).toContain('filename="aisha.jpg"');
    expect(upload).toContain(HUNDRED_KB.toString('latin1'));
    expect(upload).toContain('all of <b>it</b>');
    expect(JSON.parse(again!)).toMatchObject({ document: 'id-1', parse_mode: 'HTML' });
  });

  it('should not take the id of a photo for that of a file', async () => {
    const key = await stored('both.jpg');
    await courier.deliver({ html: 'x', buttons: [], photoKey: key }, to);
    await courier.deliver(asFile(key), to);
    await courier.deliver({ html: 'x', buttons: [], photoKey: key }, to);
    expect(made()).toEqual([
      ['sendPhoto', true],
      ['sendDocument', true],
      ['sendPhoto', false],
    ]);
  });

  it('should upload a file again that Telegram has forgotten, and one whose object was replaced', async () => {
    const key = await stored('forgotten.jpg');
    await courier.deliver(asFile(key), to);
    telegram.forgetful = true;
    await courier.deliver(asFile(key), to);
    await module.get(SentFiles).forget([key]);
    await courier.deliver(asFile(key), to);
    expect(made().map(([, isUpload]) => isUpload)).toEqual([true, false, true, true]);
  });

  it('should send a file as a message of its own in place of another', async () => {
    await courier.deliver(asFile(await stored('new.jpg')), { ...to, replaces: 3 });
    expect(made()).toEqual([
      ['sendDocument', true],
      ['deleteMessage', false],
    ]);
  });

  it('should send what is not stored as a file too, made once', async () => {
    let made = 0;
    const text: Rendered = {
      html: 'the beginning',
      buttons: [],
      document: {
        key: 'texts/one.txt',
        fileName: 'one.txt',
        make: async () => Buffer.from(`text ${(made += 1)}`),
      },
    };
    await courier.deliver(text, to);
    await courier.deliver(text, to);
    expect(made).toBe(1);
    expect(telegram.calls[0]!.body).toContain('filename="one.txt"');
    expect(telegram.calls[0]!.body).toContain('text 1');
    expect(JSON.parse(telegram.calls[1]!.body)).toMatchObject({ document: 'id-1' });
  });

  describe('a recording as it was sent', () => {
    const recording = (as: FileKind, key: string): Rendered => ({
      html: '',
      buttons: [],
      document: {
        key,
        fileName: 'recording.ogg',
        as,
        telegramFileId: 'theirs',
        gone: 'It is gone.',
      },
    });

    it.each([
      ['voice', 'sendVoice'],
      ['audio', 'sendAudio'],
      ['video', 'sendVideo'],
      ['video_note', 'sendVideoNote'],
      ['document', 'sendDocument'],
    ] as const)('should go by the id that Telegram gave it: %s', async (as, method) => {
      await courier.deliver(recording(as, `incoming/${as}`), to);
      expect(made()).toEqual([[method, false]]);
      expect(JSON.parse(telegram.calls[0]!.body)).toMatchObject({ [as]: 'theirs' });
    });

    it('should come from the storage when Telegram has forgotten it, and then go by its new id', async () => {
      const voice = recording('voice', await stored('incoming/forgotten'));
      telegram.forgetful = true;
      await courier.deliver(voice, to);
      telegram.forgetful = false;
      await courier.deliver(voice, to);
      expect(made()).toEqual([
        ['sendVoice', false],
        ['sendVoice', true],
        ['sendVoice', false],
      ]);
      expect(JSON.parse(telegram.calls[2]!.body)).toMatchObject({ voice: 'id-1' });
    });

    it('should be said to be gone when nobody has it', async () => {
      telegram.forgetful = true;
      await courier.deliver(recording('voice', 'incoming/gone'), to);
      expect(made()).toEqual([
        ['sendVoice', false],
        ['sendMessage', false],
      ]);
      expect(JSON.parse(telegram.calls[1]!.body)).toMatchObject({ text: 'It is gone.' });
    });
  });

  it('should end at once when the storage breaks off', async () => {
    const broken = { get: async () => ({ body: Readable.from(breaking()), size: 9 }) };
    const documents = new SentDocuments(module.get(SentFiles), broken as unknown as Storage);
    const bot = new Telegraf('7:token', { telegram: { apiRoot: telegram.url } });
    const sender = new PartSender(
      bot,
      undefined as unknown as SentPhotos,
      documents,
      undefined as unknown as SentVoices,
      new Metrics(),
    );
    await expect(new Courier(sender).deliver(asFile('broken.jpg'), to)).rejects.toThrow();
    expect(telegram.calls).toEqual([]);
  });

  it('should draw a picture once, however often it is looked at', async () => {
    let drawn = 0;
    const sheet = (html: string): Rendered => ({
      html,
      buttons: [],
      drawn: { key: 'sheets/a.jpg', make: async () => Buffer.from(`drawing ${(drawn += 1)}`) },
    });
    await courier.deliver(sheet('page 1'), to);
    await courier.deliver(sheet('page 1, looked at again'), { ...to, replaces: 1 });
    expect(drawn).toBe(1);
    expect(made()).toEqual([
      ['sendPhoto', true],
      ['editMessageMedia', false],
    ]);
    expect(telegram.calls[0]!.body).toContain('drawing 1');
    expect(JSON.parse(telegram.calls[1]!.body)).toMatchObject({ media: { media: 'id-1' } });
  });
});

async function* breaking() {
  yield Buffer.from('some');
  throw new Error('the storage broke off');
}
