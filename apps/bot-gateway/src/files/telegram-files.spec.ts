import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BotApiFixture } from '../sending/bot-api.fixture';
import { TelegramFiles } from './telegram-files';

const SIZE = 64 * 1024 * 1024;

describe('files on the side of Telegram', () => {
  let api: BotApiFixture;
  let folder: string;
  beforeEach(async () => {
    api = await BotApiFixture.start();
    folder = await mkdtemp(join(tmpdir(), 'telegram-files-'));
  });
  afterEach(async () => {
    await api.close();
    await rm(folder, { recursive: true, force: true });
  });
  const files = (root: string) => new TelegramFiles(api.bot, { TELEGRAM_API_ROOT: root } as never);

  it('should be streamed from the disk of a server of our own, however large', async () => {
    const path = join(folder, 'recording');
    const file = await open(path, 'w');
    await file.truncate(SIZE);
    await file.close();
    api.answerWith('getFile', () => ({ file_id: 'f', file_unique_id: 'u', file_path: path }));
    let size = 0;
    for await (const chunk of await files('http://bot-api:8081').open('f')) {
      size += (chunk as Buffer).length;
    }
    expect(size).toBe(SIZE);
  });

  it('should be refused as too big where the server says so', async () => {
    api.refuse({ code: 400, description: 'Bad Request: file is too big' });
    const refused = files('http://bot-api:8081').open('f');
    await expect(refused).rejects.toMatchObject({ failure: 'too-big' });
  });
});
