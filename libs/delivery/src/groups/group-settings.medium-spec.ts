import { Database } from '@aisha/database';
import { openDelivery } from '../delivery.fixture';
import { GroupSettings } from './group-settings';

describe('GroupSettings', () => {
  let opened: Awaited<ReturnType<typeof openDelivery>>;
  let settings: GroupSettings;
  let userId: string;
  const chat = { botId: 7, chatId: -1_001_000_000_001 };

  beforeAll(async () => {
    opened = await openDelivery();
    settings = opened.app.get(GroupSettings);
    const [user] = await opened.app
      .get(Database)
      .query<{ id: string }>(
        `insert into users (telegram_id, first_name, language) values (5, 'Anna', 'en') returning id`,
      );
    userId = user!.id;
  });
  afterAll(() => opened?.close());
  afterEach(() => settings.forget(chat));

  const outbound = async () =>
    (
      await opened.app
        .get(Database)
        .query<{ kind: string }>(
          `select notice->>'kind' as kind from outbound_messages order by seq`,
        )
    ).map(({ kind }) => kind);

  it('should change nothing until a wish is granted, and then once', async () => {
    await settings.want(chat, userId, 'always');
    expect(await settings.transcribes(chat)).toBe('on-reply');
    const wish = (await settings.wanted(chat))!;
    expect(wish).toMatchObject({ transcribe: 'always', telegramId: 5, language: 'en' });
    await settings.settle(chat, wish, true);
    await settings.settle(chat, wish, true);
    expect(await settings.transcribes(chat)).toBe('always');
    expect(await settings.wanted(chat)).toBeUndefined();
    expect(await outbound()).toEqual(['group-settings']);
  });

  it('should drop the wish of somebody who may not have it', async () => {
    await settings.want(chat, userId, 'always');
    await settings.settle(chat, (await settings.wanted(chat))!, false);
    expect(await settings.transcribes(chat)).toBe('on-reply');
    expect((await outbound()).at(-1)).toBe('group-admins-only');
  });

  it('should not settle a newer press with the answer about an older one', async () => {
    await settings.want(chat, userId, 'always');
    const older = (await settings.wanted(chat))!;
    await settings.want(chat, userId, 'on-reply');
    await settings.settle(chat, older, true);
    expect(await settings.transcribes(chat)).toBe('on-reply');
    expect(await settings.wanted(chat)).toMatchObject({ transcribe: 'on-reply' });
  });

  it('should find wishes whose job was lost', async () => {
    await settings.want(chat, userId, 'always');
    expect(await settings.overdue(0, 10)).toEqual([chat]);
    expect(await settings.overdue(60, 10)).toEqual([]);
  });

  it('should go along when a group becomes a supergroup', async () => {
    await settings.want(chat, userId, 'always');
    await settings.settle(chat, (await settings.wanted(chat))!, true);
    const there = { ...chat, chatId: -1_001_000_000_002 };
    await settings.move(chat, there.chatId);
    expect(await settings.transcribes(there)).toBe('always');
    expect(await settings.transcribes(chat)).toBe('on-reply');
    await settings.forget(there);
  });
});
