import { OperatorLog, type User, Users } from '@aisha/accounts';
import type { HeldChoice, Notice } from '@aisha/contracts';
import { Outbox } from '@aisha/delivery';
import { Metrics } from '@aisha/platform';
import { eventually } from '@aisha/testing';
import type { Circumstances, Outcome } from '../dialogue/outcome';
import { Catalogue } from '../messages/catalogue';
import { OperatorHeldMessages } from '../messages/operator-held-messages';
import { OperatorMessages } from '../messages/operator-messages';
import { OperatorPhrases } from '../messages/operator-phrases';
import { Phrases } from '../messages/phrases';
import type { Rendered } from '../messages/rendered';
import type { NoticeOf } from '../messages/renderers';
import {
  BOT_ID,
  openPaymentsWorld,
  OPERATOR,
  type PaymentsWorld,
} from '../payments/payments-world.fixture';
import { HeldDeeds } from './held-deeds';
import { RestoreNewsSweep } from './restore-news.sweep';

const SCREENS = [Catalogue, Phrases, OperatorPhrases, OperatorHeldMessages, OperatorMessages];
const ANSWER = { kind: 'answer-ready', answerId: 'a6b3f1de-9c0f-4a6e-8f52-0d8f3f1c2b4a' } as const;
const MENU = { kind: 'main-menu' } as const;

describe("what a restore held, on operators' screens", () => {
  let world: PaymentsWorld;
  let operator: User;
  let nextChat = 9_000;

  beforeAll(async () => {
    world = await openPaymentsWorld(...SCREENS, OperatorLog, HeldDeeds, RestoreNewsSweep, {
      provide: 'another gateway',
      useClass: RestoreNewsSweep,
    });
    operator = await world.app
      .get(Users)
      .register({ telegramId: OPERATOR, firstName: 'Olga', languageCode: 'en' });
  });
  afterAll(() => world?.close());
  beforeEach(async () => {
    await world.sql.query('truncate outbound_messages, inbox_updates, broadcasts, restores');
  });

  const held = async (count: number, notice: Notice = ANSWER) => {
    const outbox = world.app.get(Outbox);
    for (let made = 0; made < count; made++) {
      const chatId = nextChat++;
      await outbox.add({ botId: BOT_ID, chatId }, notice, { key: `held-${chatId}` });
    }
    await world.sql.query(
      `update outbound_messages set status = 'held' where status in ('pending', 'sending')`,
    );
  };
  const text = ({ html }: Rendered) => html.replace(/<[^>]+>/g, '').replace(/[\u2068\u2069]/g, '');
  const data = ({ buttons }: Rendered) => buttons.flat().map((one) => one.data);
  const screen = (more: Partial<NoticeOf<'operator-held'>> = {}, person = operator) =>
    world.app
      .get(OperatorHeldMessages)
      .renderers['operator-held']({ kind: 'operator-held', ...more }, person) as Promise<Rendered>;
  const desk = () =>
    world.app
      .get(OperatorMessages)
      .renderers['operator-desk']({ kind: 'operator-desk' }, operator) as Promise<Rendered>;
  const press = async (
    verb: 'op-held-send' | 'op-held-drop' | 'op-held-drop-now',
    of: HeldChoice,
  ): Promise<Outcome> => {
    const circumstances = {
      user: operator,
      chat: { botId: BOT_ID, chatId: OPERATOR },
    } as Circumstances;
    return world.app.get(HeldDeeds).deeds[verb]({ do: verb, of } as never, circumstances);
  };
  const shownAfter = ({ replies }: Outcome) => replies.map(({ notice }) => notice);
  const logged = async () =>
    (
      await world.sql.query<{ action: string; details: object }>(
        'select action, details from operator_actions order by created_at',
      )
    ).rows;

  it('should be on the desk only while there is something to decide', async () => {
    expect(data(await desk())).not.toContain('op-held');
    await held(1);
    expect(data(await desk())[0]).toBe('op-held');
    await press('op-held-drop-now', 'all');
    expect(data(await desk())).not.toContain('op-held');
    expect(text(await screen())).toContain('Nothing is held');
  });

  it('should be counted by kind and age, in both languages', async () => {
    await held(2);
    await held(1, MENU);
    const shown = text(await screen());
    expect(shown).toContain('Results: 2, people and groups 2, from ');
    expect(shown).toContain('Other answers: 1');
    expect(text(await screen({}, { ...operator, language: 'ru' }))).toContain('Результаты: 2');
    expect(data(await screen())).toEqual([
      'op-held-send:all',
      'op-held-drop:all',
      'op-held-kinds',
      'op-held',
      'operator',
    ]);
    expect(data(await screen({ byKind: true }))).toEqual([
      'op-held-send:results',
      'op-held-drop:results',
      'op-held-send:talk',
      'op-held-drop:talk',
      'op-held',
      'operator',
    ]);
  });

  it('should show what goes out until it has gone', async () => {
    await held(3);
    await press('op-held-send', 'results');
    const shown = text(await screen());
    expect(shown).toContain('Nothing is held');
    expect(shown).toContain('Going out: 3');
  });

  it('should be dropped only when the operator says so twice', async () => {
    await held(1);
    const asked = await press('op-held-drop', 'all');
    expect(shownAfter(asked)).toEqual([{ kind: 'operator-held', dropping: 'all' }]);
    const shown = await screen({ dropping: 'all' });
    expect(text(shown)).toContain('Results: 1');
    expect(text(shown)).toContain('It cannot be brought back');
    expect(data(shown)).toEqual(['op-held-drop-now:all', 'op-held']);
    expect(data(await screen({ dropping: 'news' }))).toContain('op-held-send:all');
  });

  it('should be decided once and written into the log, however many press at once', async () => {
    const before = (await logged()).length;
    await held(2);
    const outcomes = await Promise.all([
      press('op-held-send', 'all'),
      press('op-held-send', 'all'),
      press('op-held-drop-now', 'all'),
    ]);
    expect(outcomes.filter(({ alert }) => alert === 'stale')).toHaveLength(2);
    const log = (await logged()).slice(before);
    expect(log).toEqual([
      {
        action: expect.stringMatching(/^held-(send|drop)$/) as string,
        details: { of: 'all', messages: 2, updates: 0, broadcasts: 0 },
      },
    ]);
  });

  it('should be stale for a kind of which nothing is held', async () => {
    await held(1);
    expect(await press('op-held-send', 'updates')).toMatchObject({ alert: 'stale' });
    expect(await press('op-held-drop-now', 'news')).toMatchObject({ alert: 'stale' });
  });

  it('should offer a broadcast that was stopped halfway even when no message of it waits', async () => {
    await world.sql.query(
      `insert into broadcasts (bot_id, created_by, text_ru, text_en, status)
       values ($1, $2, 'а', 'a', 'held')`,
      [BOT_ID, OPERATOR],
    );
    expect(text(await screen())).toContain('Broadcasts halfway: 1');
    expect(data(await screen({ byKind: true }))).toContain('op-held-send:news');
    expect(await press('op-held-send', 'news')).not.toMatchObject({ alert: 'stale' });
  });

  it('should be told to operators once for each restore, however many gateways see it', async () => {
    await held(2);
    await world.sql.query(
      'insert into restores (messages, people, updates, broadcasts) values (2, 2, 1, 0)',
    );
    world.app.get(RestoreNewsSweep).hurry();
    world.app.get<RestoreNewsSweep>('another gateway').hurry();
    const told = async () =>
      (
        await world.sql.query<{ notice: NoticeOf<'operator-restored'> }>(
          `select notice from outbound_messages where notice->>'kind' = 'operator-restored'`,
        )
      ).rows;
    await eventually(async () => expect(await told()).toHaveLength(1));
    world.app.get(RestoreNewsSweep).hurry();
    await eventually(async () =>
      expect(await world.app.get(Metrics).registry.getSingleMetricAsString('outbox_held')).toMatch(
        /outbox_held 2$/m,
      ),
    );
    const [{ notice }] = (await told()) as [{ notice: NoticeOf<'operator-restored'> }];
    const news = (await world.app
      .get(OperatorHeldMessages)
      .renderers['operator-restored'](notice, operator)) as Rendered;
    expect(text(news)).toContain('messages 2 (to people and groups: 2), unhandled updates 1');
    expect(data(news)).toEqual(['op-held']);
    expect(await told()).toHaveLength(1);
  });
});
