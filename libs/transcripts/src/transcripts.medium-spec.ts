import { readdir } from 'node:fs/promises';
import { Logger } from '@nestjs/common';
import { Ledger } from '@aisha/accounts';
import { Database, IncomingFile } from '@aisha/database';
import { ProviderFailure, Storage } from '@aisha/integrations';
import { HealthChecks } from '@aisha/platform';
import { Transcripts } from './asking/transcripts';
import {
  askFor,
  newPerson,
  type Running,
  send,
  startTranscripts,
  told,
} from './transcripts.fixture';
import { AudioProbe } from './working/audio-probe';
import { Transcription } from './working/transcription';
import { TranscriptUpkeep } from './working/transcript-upkeep';

describe('transcripts', () => {
  let running: Running;
  let transcripts: Transcripts;
  let transcription: Transcription;
  let ledger: Ledger;
  const nothing = () => Promise.resolve();
  const probe = (id: string) => running.app.get(AudioProbe).probe(id);
  const query = (sql: string, values: unknown[]) => running.app.get(Database).query(sql, values);
  const age = (id: string, seconds: number) =>
    query(`update transcripts set updated_at = now() - make_interval(secs => $2) where id = $1`, [
      id,
      seconds,
    ]);
  /** A recording of 98 s that was paid for, and the person who has nothing left. */
  const paid = async () => {
    const person = await newPerson(running, 20);
    const id = await send(running, person, 'ru-long.ogg');
    await probe(id);
    await transcripts.accept(person.id, id);
    return { person, id };
  };

  beforeAll(async () => {
    running = await startTranscripts();
    Logger.overrideLogger(false);
    transcripts = running.app.get(Transcripts);
    transcription = running.app.get(Transcription);
    ledger = running.app.get(Ledger);
  });
  beforeEach(() => running.openai.says('Привет, Аиша!'));
  afterEach(async () => {
    expect(await ledger.imbalance()).toBe(0);
    expect(await readdir(running.temp)).toEqual([]);
  });
  afterAll(() => running?.close());

  describe('free voice', () => {
    it.each(['ru-short.ogg', 'en-short.m4a', 'ru-short.mp3', 'en-video-note.mp4', 'truncated.ogg'])(
      'should turn %s into text without a word about money',
      async (name) => {
        const person = await newPerson(running);
        const id = await send(running, person, name);
        await probe(id);
        const asked: (string | null)[] = [];
        await transcription.transcribe(id, async ({ text }) => asked.push(text));
        expect(await transcripts.get(id)).toMatchObject({
          status: 'ready',
          price: 0,
          holdId: null,
          text: 'Привет, Аиша!',
          language: 'ru',
        });
        expect(asked).toEqual(['Привет, Аиша!']);
        expect(await told(running, person)).toEqual(['transcript-ready']);
      },
    );

    it('should send OpenAI a small file of a kind that it takes', async () => {
      const id = await send(running, await newPerson(running), 'en-video-note.mp4');
      await probe(id);
      await transcription.transcribe(id, nothing);
      const [upload] = running.openai.uploads;
      expect(upload?.includes('filename="voice.ogg"')).toBe(true);
      expect(upload?.includes('OpusHead')).toBe(true);
    });
  });

  describe('quoted voice', () => {
    it('should name the price of what was measured', async () => {
      const person = await newPerson(running);
      const id = await send(running, person, 'ru-long.ogg');
      await probe(id);
      await probe(id);
      expect(await transcripts.find(person.id, id)).toMatchObject({
        status: 'quoted',
        price: 20,
        durationSeconds: 98.2,
      });
      expect(await told(running, person)).toEqual(['transcript-quote']);
    });

    it('should take the credits once, when the text is there', async () => {
      const { person, id } = await paid();
      expect(await ledger.balance(person.id)).toBe(0);
      await Promise.all([1, 2, 3].map(() => transcription.transcribe(id, nothing)));
      await transcription.transcribe(id, nothing);
      expect((await transcripts.get(id)).status).toBe('ready');
      expect(await told(running, person)).toEqual(['transcript-quote', 'transcript-ready']);
      const captures = await query(
        `select 1 from ledger_transactions where kind = 'capture' and user_id = $1`,
        [person.id],
      );
      expect(captures).toHaveLength(1);
      expect(await ledger.balance(person.id)).toBe(0);
    });

    it('should charge once however often and fast the button is tapped', async () => {
      const person = await newPerson(running, 100);
      const id = await send(running, person, 'ru-long.ogg');
      await probe(id);
      const taps = await Promise.all([1, 2, 3].map(() => transcripts.accept(person.id, id)));
      expect(taps.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'stale', 'stale']);
      expect(await transcripts.decline(person.id, id)).toBe('stale');
      expect(await ledger.balance(person.id)).toBe(80);
    });

    it('should say how many credits are missing and leave the quote open', async () => {
      const person = await newPerson(running, 5);
      const id = await send(running, person, 'ru-long.ogg');
      await probe(id);
      const refusal = { outcome: 'insufficient-credits', price: 20, balance: 5 };
      expect(await transcripts.accept(person.id, id)).toEqual(refusal);
      expect(await ledger.balance(person.id)).toBe(5);
      await ledger.grant(person.id, 15, `top-up-${id}`);
      expect(await transcripts.accept(person.id, id)).toEqual({ outcome: 'accepted' });
    });

    it('should let the person decline, once, at no cost', async () => {
      const person = await newPerson(running, 20);
      const id = await send(running, person, 'ru-long.ogg');
      await probe(id);
      expect(await transcripts.decline(person.id, id)).toBe('declined');
      expect(await transcripts.decline(person.id, id)).toBe('stale');
      expect(await transcripts.accept(person.id, id)).toEqual({ outcome: 'stale' });
      await transcription.transcribe(id, nothing);
      expect(await ledger.balance(person.id)).toBe(20);
    });

    it('should show a transcript to nobody but its owner, and obey nobody else', async () => {
      const [owner, stranger] = [await newPerson(running, 20), await newPerson(running, 20)];
      const id = await send(running, owner, 'ru-long.ogg');
      await probe(id);
      expect(await transcripts.find(stranger.id, id)).toBeNull();
      expect(await transcripts.accept(stranger.id, id)).toEqual({ outcome: 'stale' });
      expect(await transcripts.decline(stranger.id, id)).toBe('stale');
      expect(await ledger.balance(stranger.id)).toBe(20);
      expect((await transcripts.get(id)).status).toBe('quoted');
    });
  });

  describe('what cannot be heard', () => {
    it.each([
      ['not-audio.ogg', 'not-audio'],
      ['empty.ogg', 'empty'],
    ])('should say that %s is %s', async (name, failure) => {
      const person = await newPerson(running);
      const id = await send(running, person, name);
      await probe(id);
      expect(await transcripts.get(id)).toMatchObject({ status: 'failed', failure });
      expect(await told(running, person)).toEqual(['transcript-failed']);
    });

    it('should give the credits back when nothing was said', async () => {
      const { person, id } = await paid();
      running.openai.says('');
      await transcription.transcribe(id, nothing);
      expect(await transcripts.get(id)).toMatchObject({ status: 'failed', failure: 'no-speech' });
      expect(await ledger.balance(person.id)).toBe(20);
      expect(await told(running, person)).toEqual(['transcript-quote', 'transcript-failed']);
    });

    it.each([
      ['too-big', 'too-big'],
      ['gone', 'not-received'],
      ['unreachable', 'not-received'],
    ] as const)('should pass on that the file is %s', async (fault, failure) => {
      const person = await newPerson(running);
      const { id, fileId } = await askFor(running, person);
      await transcripts.fileFailed(fileId, fault);
      await transcripts.fileFailed(fileId, fault);
      await transcripts.fileStored(fileId);
      expect(await transcripts.get(id)).toMatchObject({ status: 'failed', failure });
      expect(await told(running, person)).toEqual(['transcript-failed']);
    });

    it('should give the credits back when the file is gone from the storage', async () => {
      const { person, id } = await paid();
      const { fileId } = await transcripts.get(id);
      const file = await running.app
        .get(Database)
        .repository(IncomingFile)
        .findOneBy({ id: fileId });
      await running.app.get(Storage).delete([file!.objectKey]);
      const error: unknown = await transcription.transcribe(id, nothing).catch((e: unknown) => e);
      await transcription.giveUp(id, error);
      expect(await transcripts.get(id)).toMatchObject({ failure: 'not-received' });
      expect(await ledger.balance(person.id)).toBe(20);
    });
  });

  describe('when OpenAI does not work', () => {
    it('should try again after an outage and charge as if nothing had been', async () => {
      const { person, id } = await paid();
      running.openai.says(503, 503, 503, 'Наконец-то');
      await expect(transcription.transcribe(id, nothing)).rejects.toMatchObject({
        kind: 'unavailable',
        retryable: true,
      });
      expect((await transcripts.get(id)).status).toBe('queued');
      await transcription.transcribe(id, nothing);
      expect(await transcripts.get(id)).toMatchObject({ status: 'ready', text: 'Наконец-то' });
      expect(await ledger.balance(person.id)).toBe(0);
    });

    it('should keep a transcript waiting while our account is empty', async () => {
      const { person, id } = await paid();
      running.openai.says(429);
      const error: unknown = await transcription.transcribe(id, nothing).catch((e: unknown) => e);
      expect(error).toMatchObject({ kind: 'balance' });
      await transcription.giveUp(id, error);
      expect((await transcripts.get(id)).status).toBe('queued');
      expect(await told(running, person)).toEqual(['transcript-quote']);
    });

    it('should end the wait after an hour, and not before, with credits back', async () => {
      const { person, id } = await paid();
      const upkeep = running.app.get(TranscriptUpkeep);
      await age(id, 3_500);
      await upkeep.expire();
      expect((await transcripts.get(id)).status).toBe('queued');
      await age(id, 3_700);
      await Promise.all([upkeep.expire(), upkeep.expire()]);
      expect(await transcripts.get(id)).toMatchObject({ failure: 'provider-down' });
      expect(await ledger.balance(person.id)).toBe(20);
      expect(await told(running, person)).toEqual(['transcript-quote', 'transcript-failed']);
    });

    it('should give a text that comes after the credits went back for free', async () => {
      const { person, id } = await paid();
      running.openai.says(async () => {
        await age(id, 3_700);
        await running.app.get(TranscriptUpkeep).expire();
        return 'Лучше поздно';
      });
      await transcription.transcribe(id, nothing);
      expect(await transcripts.get(id)).toMatchObject({ status: 'ready', failure: null });
      expect(await ledger.balance(person.id)).toBe(20);
      expect((await told(running, person)).slice(-2)).toEqual([
        'transcript-failed',
        'transcript-ready',
      ]);
    });

    it('should fail at once what OpenAI refuses', async () => {
      const { person, id } = await paid();
      await transcription.giveUp(id, new ProviderFailure('openai', 'rejected', 'no'));
      expect(await transcripts.get(id)).toMatchObject({ failure: 'internal' });
      await transcription.giveUp(id, new Error('again'));
      expect(await ledger.balance(person.id)).toBe(20);
    });

    it('should leave the row queued and the money held when what follows cannot be stored', async () => {
      const { person, id } = await paid();
      const broken = transcription.transcribe(id, () => Promise.reject(new Error('no room')));
      await expect(broken).rejects.toThrow('no room');
      expect((await transcripts.get(id)).status).toBe('queued');
      expect(await told(running, person)).toEqual(['transcript-quote']);
      await transcription.transcribe(id, nothing);
      expect((await transcripts.get(id)).status).toBe('ready');
    });
  });

  it('should list what is ready, newest first, page by page', async () => {
    const person = await newPerson(running);
    const ids: string[] = [];
    for (const name of ['ru-short.ogg', 'en-short.ogg', 'ru-short.mp3', 'empty.ogg']) {
      const id = await send(running, person, name);
      await probe(id);
      await transcription.transcribe(id, nothing);
      ids.unshift(id);
    }
    const ready = ids.slice(1);
    const first = await transcripts.page(person.id, 0, 2);
    expect(first.total).toBe(3);
    expect(first.items.map(({ id }) => id)).toEqual(ready.slice(0, 2));
    const second = await transcripts.page(person.id, 1, 2);
    expect(second.items.map(({ id }) => id)).toEqual(ready.slice(2));
  });

  it('should say in health what it works with', async () => {
    const { ok, checks } = await running.app.get(HealthChecks).run();
    expect(ok).toBe(true);
    expect(Object.keys(checks)).toEqual(expect.arrayContaining(['storage', 'ffmpeg']));
  });
});
