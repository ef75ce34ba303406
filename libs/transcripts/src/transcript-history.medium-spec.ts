import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { Ledger } from '@aisha/accounts';
import { Database, type VoiceMode } from '@aisha/database';
import { IncomingFiles } from '@aisha/delivery';
import { ProviderFailure } from '@aisha/integrations';
import { HANGING } from './asking/transcript-changes';
import { MARKS, MAX_FOUND } from './asking/transcript-search';
import { Transcripts } from './asking/transcripts';
import {
  newPerson,
  type Person,
  type Running,
  send,
  startTranscripts,
  told,
} from './transcripts.fixture';
import { AudioProbe } from './working/audio-probe';
import { Transcription } from './working/transcription';
import { TranscriptUpkeep } from './working/transcript-upkeep';

const RU = `На совещании решили перенести запуск проекта на март. Анна подготовит бюджет,
  Борис проверит договоры с поставщиками и напишет юристам.`;
const EN = 'We were running late, so the children stayed with their grandmother near the lake.';

describe('the history of transcripts', () => {
  let running: Running;
  let transcripts: Transcripts;
  const query = <Row>(sql: string, values: unknown[]) =>
    running.app.get(Database).query<Row>(sql, values);
  beforeAll(async () => {
    running = await startTranscripts();
    Logger.overrideLogger(false);
    transcripts = running.app.get(Transcripts);
  });
  afterEach(async () => expect(await running.app.get(Ledger).imbalance()).toBe(0));
  afterAll(() => running?.close());

  /** A recording that was fetched, with what its bytes come to. */
  const arrived = async (
    person: Person,
    sha256: string,
    { language, mode }: { language?: string; mode?: VoiceMode } = {},
  ) => {
    const { id, fileId } = await transcripts.request({
      ownerId: person.id,
      chat: person.chat,
      source: 'voice',
      file: { telegramFileId: `voice-${sha256}` },
      language,
      mode,
    });
    await running.app.get(IncomingFiles).markStored(fileId, 1_000, sha256);
    await transcripts.fileStored(fileId);
    return { id, fileId };
  };
  const heard = async (id: string, text: string) =>
    query(
      `update transcripts set status = 'ready', text = $2, duration_seconds = 5 where id = $1`,
      [id, text],
    );
  /** A transcript that is there. */
  const ready = async (person: Person, text: string, sha256: string = randomUUID()) => {
    const { id } = await arrived(person, sha256);
    await heard(id, text);
    return id;
  };
  const age = (id: string, seconds: number) =>
    query(`update transcripts set updated_at = now() - make_interval(secs => $2) where id = $1`, [
      id,
      seconds,
    ]);
  const removals = async (prefix: string) =>
    (
      await query<{ object_key: string }>(
        `select object_key from object_removals where object_key like $1 || '%' and not_before <= now()`,
        [prefix],
      )
    ).map(({ object_key }) => object_key);
  const find = async (person: Person, words: string) =>
    (await transcripts.search(person.id, words, 0, 10)).items.map(({ id }) => id);

  describe('search', () => {
    let person: Person;
    let ru: string;
    let en: string;
    beforeAll(async () => {
      person = await newPerson(running);
      [ru, en] = [await ready(person, RU), await ready(person, EN)];
    });

    it.each(['совещание', 'проекты запуска', 'договор', 'БЮДЖЕТ', 'Борисы'])(
      'should find Russian words in any form: %s',
      async (words) => expect(await find(person, words)).toEqual([ru]),
    );
    it.each(['child', 'run', 'stay grandmothers', 'LAKES'])(
      'should find English words in any form: %s',
      async (words) => expect(await find(person, words)).toEqual([en]),
    );
    it.each([
      ['совещ', 'ru'],
      ['проверит пост', 'ru'],
      ['grandm', 'en'],
      ['late chil', 'en'],
    ])('should find by the beginning of the last word: %s', async (words, which) =>
      expect(await find(person, words)).toEqual([which === 'ru' ? ru : en]),
    );
    it('should understand quotes, or, and a minus', async () => {
      expect(await find(person, '"перенести запуск"')).toEqual([ru]);
      expect(await find(person, '"запуск перенести"')).toEqual([]);
      expect((await find(person, 'бюджет or lake')).sort()).toEqual([ru, en].sort());
      expect(await find(person, 'совещание -март')).toEqual([]);
    });
    it.each(['и', 'the', '', `'; drop table transcripts; --`, '&|!():*<->', '"', '\\', '"or -'])(
      'should find nothing and break nothing: %p',
      async (words) => expect(await find(person, words)).not.toContain(undefined),
    );
    it('should show the place with the words marked', async () => {
      const [found] = (await transcripts.search(person.id, 'поставщик', 0, 5)).items;
      expect(found?.snippet).toContain(`${MARKS.start}поставщиками${MARKS.end}`);
      expect(found!.snippet.length).toBeLessThan(200);
    });
    it('should find by what a person calls it, before what is only spoken of', async () => {
      const named = await ready(person, 'Ничего особенного.');
      expect(await transcripts.rename(person.id, named, 'Договор аренды')).toBe(true);
      expect(await find(person, 'договоры')).toEqual([named, ru]);
    });
    it('should find nothing of anybody else', async () => {
      expect(await find(await newPerson(running), 'совещание')).toEqual([]);
    });
    it('should bound what it finds and page through it', async () => {
      const talkative = await newPerson(running);
      await query(
        `with files as (insert into incoming_files (owner_id, bot_id, telegram_file_id, purpose, object_key, trace_id)
           select $1, 1, 'f', 'transcript', 'incoming/transcript/' || gen_random_uuid(), 't'
           from generate_series(1, 120) returning id)
         insert into transcripts (owner_id, bot_id, chat_id, file_id, source, status, text, trace_id)
         select $1, 1, 1, id, 'voice', 'ready', 'Купить молоко', 't' from files`,
        [talkative.id],
      );
      const pages = await Promise.all(
        [0, 1].map((page) => transcripts.search(talkative.id, 'молоко', page, 5)),
      );
      expect(pages.map(({ total }) => total)).toEqual([MAX_FOUND, MAX_FOUND]);
      const ids = pages.flatMap(({ items }) => items.map(({ id }) => id));
      expect(new Set(ids).size).toBe(10);
      expect((await transcripts.search(talkative.id, 'молоко', 50, 5)).items).toEqual([]);
    });
    it('should take the longest text, whatever is in it', async () => {
      const words = Array.from({ length: 60_000 }, () => randomUUID().slice(0, 8)).join(' я');
      const id = await ready(person, `Начало ${words}`);
      expect(await find(person, 'начало')).toEqual([id]);
    });
  });

  describe('the same recording again', () => {
    it('should give its text at once, for nothing, and keep one copy', async () => {
      const person = await newPerson(running, 20);
      const first = await ready(person, RU, 'same-1');
      const again = await arrived(person, 'same-1');
      expect(await transcripts.lookUp(again.id)).toBeNull();
      expect(await running.app.get(IncomingFiles).find(again.fileId)).toBeNull();
      expect(await removals(`incoming/transcript/${person.id}/`)).toHaveLength(1);
      expect((await transcripts.page(person.id, 0, 5)).items.map(({ id }) => id)).toEqual([first]);
      const notices = await query<{ notice: unknown; slot: string }>(
        'select notice, slot from outbound_messages where chat_id = $1',
        [person.chat.chatId],
      );
      expect(notices).toEqual([
        {
          notice: { kind: 'transcript-repeated', transcriptId: first },
          slot: `transcript-${again.id}`,
        },
      ]);
    });

    it.each([
      ['somebody else', async () => newPerson(running), {}],
      ['in another language', async (same: Person) => same, { language: 'en' }],
    ] as const)('should be heard anew for %s', async (_, who, asked) => {
      const person = await newPerson(running);
      await ready(person, RU, 'same-2');
      const { id } = await arrived(await who(person), 'same-2', asked);
      expect((await transcripts.get(id)).status).toBe('probing');
    });

    it('should be heard anew when the first has come to nothing', async () => {
      const person = await newPerson(running);
      const first = await ready(person, RU, 'same-3');
      await query(`update transcripts set status = 'failed', text = null where id = $1`, [first]);
      const { id } = await arrived(person, 'same-3');
      expect((await transcripts.get(id)).status).toBe('probing');
    });

    it('should not be paid twice, even if both had been quoted', async () => {
      const person = await newPerson(running, 100);
      const first = await send(running, person, 'ru-long.ogg');
      const second = await send(running, person, 'ru-long.ogg');
      await query(
        `update incoming_files set sha256 = 'same-4' where id in
           (select file_id from transcripts where id = any($1))`,
        [[first, second]],
      );
      for (const id of [first, second]) await running.app.get(AudioProbe).probe(id);
      await transcripts.accept(person.id, first);
      running.openai.says('Длинная речь');
      const transcription = running.app.get(Transcription);
      await transcription.transcribe(first, () => Promise.resolve());
      const taps = await Promise.all([1, 2].map(() => transcripts.accept(person.id, second)));
      expect(taps.map(({ outcome }) => outcome).sort()).toEqual(['repeated', 'stale']);
      expect(await running.app.get(Ledger).balance(person.id)).toBe(80);
      expect((await told(running, person)).at(-1)).toBe('transcript-repeated');
    });
  });

  describe('what people do to them', () => {
    it('should rename what is theirs and ready, and nothing else', async () => {
      const person = await newPerson(running);
      const id = await ready(person, EN);
      const stranger = await newPerson(running);
      expect(await transcripts.rename(stranger.id, id, 'Mine')).toBe(false);
      expect(await transcripts.rename(person.id, randomUUID(), 'Nothing')).toBe(false);
      const { id: open } = await arrived(person, randomUUID());
      expect(await transcripts.rename(person.id, open, 'Too soon')).toBe(false);
      expect(await transcripts.rename(person.id, id, '<b>Озеро</b> & co')).toBe(true);
      expect((await transcripts.page(person.id, 0, 1)).items[0]?.title).toBe('<b>Озеро</b> & co');
    });

    it('should delete a transcript with its recording, once', async () => {
      const person = await newPerson(running);
      const id = await ready(person, EN);
      const { fileId } = await transcripts.get(id);
      expect(await transcripts.remove((await newPerson(running)).id, id)).toBe('stale');
      const taps = await Promise.all([1, 2, 3].map(() => transcripts.remove(person.id, id)));
      expect(taps.sort()).toEqual(['removed', 'stale', 'stale']);
      expect(await transcripts.lookUp(id)).toBeNull();
      expect(await running.app.get(IncomingFiles).find(fileId)).toBeNull();
      expect(await removals(`incoming/transcript/${person.id}/`)).toHaveLength(1);
      expect(await removals(`texts/${person.id}/`)).toEqual([`texts/${person.id}/${id}.txt`]);
      expect((await transcripts.page(person.id, 0, 5)).total).toBe(0);
    });

    it('should know every table whose rows and objects go with a transcript: whoever adds one says so in HANGING', async () => {
      const children = await query<{ child: string }>(
        `select conrelid::regclass::text as child from pg_constraint
         where contype = 'f' and confrelid = 'transcripts'::regclass`,
        [],
      );
      const known: string[] = HANGING.map(({ table }) => table);
      expect(children.map(({ child }) => child).filter((child) => !known.includes(child))).toEqual(
        [],
      );
    });

    it('should not delete what is being worked on', async () => {
      const person = await newPerson(running);
      const { id } = await arrived(person, randomUUID());
      expect(await transcripts.remove(person.id, id)).toBe('busy');
      expect((await transcripts.get(id)).status).toBe('probing');
    });
  });

  describe('a price that nobody answers', () => {
    it('should lapse after a day, and not before, with the recording', async () => {
      const person = await newPerson(running, 20);
      const id = await send(running, person, 'ru-long.ogg');
      await running.app.get(AudioProbe).probe(id);
      const upkeep = running.app.get(TranscriptUpkeep);
      await age(id, 86_000);
      await upkeep.expire();
      expect((await transcripts.get(id)).status).toBe('quoted');
      await age(id, 86_500);
      await Promise.all([upkeep.expire(), upkeep.expire()]);
      expect((await transcripts.get(id)).status).toBe('declined');
      expect(await told(running, person)).toEqual(['transcript-quote', 'transcript-lapsed']);
      expect(await transcripts.accept(person.id, id)).toEqual({ outcome: 'stale' });
      expect(await removals(`incoming/transcript/${person.id}/`)).toHaveLength(1);
    });

    it('should let go of the recording when it is declined', async () => {
      const person = await newPerson(running);
      const id = await send(running, person, 'ru-long.ogg');
      await running.app.get(AudioProbe).probe(id);
      await transcripts.decline(person.id, id);
      expect(await removals(`incoming/transcript/${person.id}/`)).toHaveLength(1);
    });
  });

  it('should say once that it waits for the provider, and not before half a minute', async () => {
    const person = await newPerson(running);
    const id = await send(running, person, 'ru-short.ogg');
    await running.app.get(AudioProbe).probe(id);
    const down = new ProviderFailure('openai', 'unavailable', 'no');
    const giveUp = () => running.app.get(Transcription).giveUp(id, down);
    await giveUp();
    expect(await told(running, person)).toEqual([]);
    await age(id, 31);
    await giveUp();
    await giveUp();
    expect(await told(running, person)).toEqual(['transcript-waiting']);
  });

  it.each([
    ['both', 'transcript-ready'],
    ['transcript', 'transcript-ready'],
    ['answer', 'transcript-heard'],
  ] as const)('should tell who wants %s of it: %s', async (mode, kind) => {
    const person = await newPerson(running);
    const id = await send(running, person, 'ru-short.ogg');
    await query('update transcripts set mode = $2 where id = $1', [id, mode]);
    await running.app.get(AudioProbe).probe(id);
    running.openai.says('Привет');
    await running.app.get(Transcription).transcribe(id, () => Promise.resolve());
    expect(await told(running, person)).toEqual([kind]);
  });
});
