import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { picture, TelegramFixture } from '../telegram.fixture';
import type { Person } from '../person-api.types';
import { World } from './world';
import { keepWorld } from './world-archive';

describe('a restart', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'telegram-spec-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  it('should keep people, chats, files, commands and unconfirmed updates', async () => {
    const before = await TelegramFixture.start({ dataDir });
    const person = await before.acquaintance('Айгуль');
    await person.write('confirmed');
    await person.attach('photo', [new Blob([await picture(100, 100)])], { caption: 'pending' });
    const [first, second] = await before.updates();
    await before.call('getUpdates', { offset: second?.update_id, timeout: 0 });
    const sent = await before.telegram.sendMessage(person.id, 'old words');
    await before.telegram.editMessageText(person.id, sent.message_id, undefined, 'new words');
    await before.telegram.setMyCommands([{ command: 'start', description: 'Begin' }]);
    const page = await person.page();
    await before.close();

    const after = await TelegramFixture.start({ dataDir });
    expect(await after.get<Person[]>('/api/people')).toMatchObject([{ firstName: 'Айгуль' }]);
    expect(await after.get(`${person.path}/messages`)).toEqual(page);
    expect(await after.updates(first?.update_id)).toEqual([second]);
    expect(await after.telegram.getMyCommands()).toHaveLength(1);
    const fileId = second?.message?.photo?.at(-1)?.file_id ?? '';
    const file = await fetch(await after.telegram.getFileLink(fileId));
    expect((await file.arrayBuffer()).byteLength).toBe(page.messages[2]?.media?.size);
    const next = await after.telegram.sendMessage(person.id, 'next');
    expect(next.message_id).toBe(sent.message_id + 1);
    await after.close();
  });

  it('should go on after a crash without giving an id twice', async () => {
    const begin = () => new World({ id: 1, firstName: 'Bot', username: 'bot' }, dataDir);
    const world = begin();
    const journal = await keepWorld(world, dataDir);
    const person = world.people.add({ firstName: 'Ann', languageCode: 'en' });
    world.updates.push({}, 'nothing');
    await journal.close();
    // What a process that was killed leaves: no mark of a clean end, and half a line.
    await appendFile(
      join(dataDir, 'journal.jsonl'),
      '{"kind":"confirmation","updateIds":[]}\n{"ki',
    );

    const revived = begin();
    await (await keepWorld(revived, dataDir)).close();
    expect(revived.people.all()).toEqual([person]);
    expect(revived.counters.snapshot.updateId).toBe(world.counters.snapshot.updateId + 1000);
  });
});
