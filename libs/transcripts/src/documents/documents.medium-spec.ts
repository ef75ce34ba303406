import { Logger } from '@nestjs/common';
import { Usage } from '@aisha/accounts';
import { Database } from '@aisha/database';
import { Storage } from '@aisha/integrations';
import { Transcripts } from '../asking/transcripts';
import type { Asked } from '../chat-server.fixture';
import { AudioProbe } from '../working/audio-probe';
import { Documents, DOCUMENTS_A_DAY } from './asking/documents';
import type { DocumentWish } from './asking/document-wish';
import {
  newPerson,
  type Person,
  sentText,
  startDocuments,
  told,
  transcribed,
  type World,
} from './documents-world.fixture';
import { wordText } from './reading/word-text';
import { DocumentUpkeep } from './writing/document-upkeep';
import { DocumentWriter } from './writing/document-writer';
import { SUMMARY } from './writing/prompts/summary.prompt';

/** Three hours of speech: 2,700 sentences, each with a number of its own. */
const SENTENCES = Array.from(
  { length: 2_700 },
  (_, n) => `Фраза ${n} о том, что было сделано на этой неделе и что ещё предстоит.`,
);
const NUMBERS = SENTENCES.map((_, n) => String(n));
const numbersIn = (texts: readonly string[]) =>
  texts.flatMap((text) => [...text.matchAll(/Фраза (\d+) /g)].map(([, n]) => n));
const isNotes = ({ instructions }: Asked) =>
  SUMMARY.way === 'distil' && instructions === SUMMARY.notes;

describe('documents of a transcript', () => {
  let world: World;
  let documents: Documents;
  let writer: DocumentWriter;
  let person: Person;

  beforeAll(async () => {
    world = await startDocuments();
    Logger.overrideLogger(false);
    documents = world.app.get(Documents);
    writer = world.app.get(DocumentWriter);
  });
  beforeEach(async () => {
    world.openai.plays(() => 'Готово.');
    person = await newPerson(world);
  });
  afterAll(() => world?.close());

  const ask = (transcriptId: string, wish: DocumentWish, who = person) =>
    documents.request(who.id, transcriptId, wish, who.chat);
  const begun = async (transcriptId: string, wish: DocumentWish) => {
    const requested = await ask(transcriptId, wish);
    if (requested.outcome !== 'started') throw new Error(requested.outcome);
    return requested.documentId;
  };
  const written = async (transcriptId: string, wish: DocumentWish) => {
    const id = await begun(transcriptId, wish);
    await writer.write(id);
    return (await documents.get(id))!;
  };
  const query = (sql: string, values: unknown[]) => world.app.get(Database).query(sql, values);
  const fileOf = (key: string | null) => world.app.get(Storage).getBytes(key!);

  it('should be written once, however often and fast they are asked for', async () => {
    const id = await transcribed(world, person, { text: 'Купить хлеб.' });
    const taps = await Promise.all([1, 2, 3].map(() => ask(id, { kind: 'tasks' })));
    expect(taps.map(({ outcome }) => outcome).sort()).toEqual([
      'started',
      'under-way',
      'under-way',
    ]);
    const [row] = await query('select id from transcript_documents where transcript_id = $1', [id]);
    const documentId = (row as { id: string }).id;
    await Promise.all([writer.write(documentId), writer.write(documentId)]);
    await writer.write(documentId);
    expect(await documents.get(documentId)).toMatchObject({ status: 'ready', text: 'Готово.' });
    expect(await told(world, person)).toEqual(['document-ready']);
    expect(await ask(id, { kind: 'tasks' })).toEqual({ outcome: 'there', documentId });
    expect(await world.app.get(Usage).countToday(person.id, ['document'])).toBeLessThanOrEqual(2);
  });

  it('should be made for nobody but the owner, and of nothing that is not there', async () => {
    const stranger = await newPerson(world);
    const id = await transcribed(world, person, { text: 'Секрет.' });
    const open = await transcribed(world, person, { text: null, status: 'quoted' });
    const stale = { outcome: 'stale' };
    expect(await ask(id, { kind: 'summary' }, stranger)).toEqual(stale);
    expect(await ask(open, { kind: 'summary' })).toEqual(stale);
    expect(await ask(id, { kind: 'file', format: 'srt' })).toEqual(stale);
    const other = await transcribed(world, person, { text: 'Другое.' });
    const { id: sourceId } = await written(other, { kind: 'summary' });
    expect(await ask(id, { kind: 'file', format: 'pdf', sourceId })).toEqual(stale);
    expect(await documents.find(stranger.id, sourceId)).toBeNull();
  });

  it('should hear every sentence of three hours once, and nothing twice', async () => {
    const id = await transcribed(world, person, { text: SENTENCES.join(' ') });
    world.openai.plays((asked) => (isNotes(asked) ? '- заметка' : 'Всё сделано.'));
    const summary = await written(id, { kind: 'summary' });
    const notes = world.openai.seen.filter(isNotes);
    expect(numbersIn(notes.map(({ text }) => text)).sort()).toEqual([...NUMBERS].sort());
    expect(notes.every(({ text }) => text.length <= 24_000)).toBe(true);
    expect(world.openai.seen.filter((asked) => !isNotes(asked))).toHaveLength(1);
    expect(summary).toMatchObject({ text: 'Всё сделано.', parts: {}, objectKey: null });
  });

  it('should take notes of notes that are still too long', async () => {
    const id = await transcribed(world, person, { text: SENTENCES.join(' ') });
    world.openai.plays((asked) =>
      isNotes(asked) ? `- ${asked.text.slice(0, asked.text.length / 3)}` : 'Кратко.',
    );
    const summary = await written(id, { kind: 'summary' });
    const last = world.openai.seen.at(-1)!;
    expect(isNotes(last)).toBe(false);
    expect(last.text.length).toBeLessThanOrEqual(24_000);
    expect(summary.text).toBe('Кратко.');
  });

  it.each([{ kind: 'official' }, { kind: 'translation', language: 'en' }] as const)(
    'should be whole and in order when all is written anew: $kind',
    async (wish) => {
      const id = await transcribed(world, person, { text: SENTENCES.join(' ') });
      world.openai.plays(({ text }) => text);
      const made = await written(id, wish);
      expect(numbersIn([made.text!])).toEqual(NUMBERS);
      expect(made.objectKey).toMatch(new RegExp(`^documents/${person.id}/.*\\.docx$`));
      expect(numbersIn([(await wordText(await fileOf(made.objectKey)))!])).toEqual(NUMBERS);
    },
  );

  it('should read a part in halves when the answer breaks off', async () => {
    const id = await transcribed(world, person, { text: SENTENCES.slice(0, 100).join(' ') });
    world.openai.plays(({ text }) =>
      text.length > 3_000 ? { text: 'Фраза', ended: 'length' } : text,
    );
    const made = await written(id, { kind: 'official' });
    expect(numbersIn([made.text!])).toEqual(NUMBERS.slice(0, 100));
  });

  it('should ask again only for the part that failed, after an outage or a kill', async () => {
    const id = await transcribed(world, person, { text: SENTENCES.join(' ') });
    const documentId = await begun(id, { kind: 'official' });
    world.openai.plays(({ text }) => (text.includes('Фраза 1500 ') ? 503 : text));
    await expect(writer.write(documentId)).rejects.toMatchObject({ kind: 'unavailable' });
    const first = new Set(world.openai.seen.map(({ text }) => text));
    const kept = Object.keys((await documents.get(documentId))!.parts).length;
    expect(kept).toBe(first.size - 1);
    world.openai.plays(({ text }) => text);
    await writer.write(documentId);
    const again = world.openai.seen.filter(({ text }) => first.has(text));
    expect(again).toHaveLength(1);
    expect(numbersIn([(await documents.get(documentId))!.text!])).toEqual(NUMBERS);
  });

  it('should answer a question with the times of what was said', async () => {
    const segments = [
      { start: 1, end: 4, text: 'Бюджет сто тысяч.', speaker: 'A' },
      { start: 3_700, end: 3_705, text: 'Срок до мая.', speaker: 'B' },
    ];
    const id = await transcribed(world, person, {
      text: 'Бюджет сто тысяч. Срок до мая.',
      segments,
    });
    await written(id, { kind: 'answer', question: 'Какой  срок?' });
    const [asked] = world.openai.seen;
    expect(asked!.text).toBe('[0:01] A: Бюджет сто тысяч.\n[1:01:40] B: Срок до мая.');
    expect(asked!.instructions).toContain('Какой  срок?');
    expect(await ask(id, { kind: 'answer', question: 'какой срок?' })).toMatchObject({
      outcome: 'there',
    });
  });

  it('should name speakers to the model where it knows them', async () => {
    const segments = [
      { start: 0, end: 1, text: 'Да.', speaker: 'A' },
      { start: 1, end: 2, text: 'Нет.', speaker: 'B' },
    ];
    const id = await transcribed(world, person, { text: 'Да. Нет.', segments });
    await written(id, { kind: 'minutes' });
    expect(world.openai.seen[0]!.text).toBe('A: Да.\nB: Нет.');
  });

  it('should come as files, which go again, and are made once more when they are gone', async () => {
    const segments = [{ start: 0, end: 2, text: 'Привет, мир.' }];
    const id = await transcribed(world, person, { text: 'Привет, мир.', segments });
    const srt = await written(id, { kind: 'file', format: 'srt' });
    expect((await fileOf(srt.objectKey)).toString()).toContain('00:00:00,000 --> 00:00:02,000');
    const [going] = await query(
      `select not_before > now() + interval '2 days' as later from object_removals where object_key = $1`,
      [srt.objectKey],
    );
    expect(going).toEqual({ later: true });
    await query(
      `update transcript_documents set settled_at = now() - interval '4 days' where id = $1`,
      [srt.id],
    );
    expect(await ask(id, { kind: 'file', format: 'srt' })).toMatchObject({ outcome: 'started' });
    await writer.write(srt.id);
    const anew = (await documents.get(srt.id))!;
    expect(anew).toMatchObject({ status: 'ready', attempt: 2 });
    expect(anew.objectKey).not.toBe(srt.objectKey);
    expect(await told(world, person)).toEqual(['document-ready', 'document-ready']);
    expect(world.openai.seen).toHaveLength(0);
  });

  it('should be limited by the day, files and repetitions left out', async () => {
    const id = await transcribed(world, person, { text: 'Много вопросов.' });
    for (let n = 0; n < DOCUMENTS_A_DAY; n++) {
      await begun(id, { kind: 'answer', question: `Вопрос ${n}?` });
    }
    const limit = { outcome: 'limit', limit: DOCUMENTS_A_DAY };
    expect(await ask(id, { kind: 'summary' })).toEqual(limit);
    expect(await ask(id, { kind: 'answer', question: 'Вопрос 1?' })).toMatchObject({
      outcome: 'under-way',
    });
    expect(await ask(id, { kind: 'file', format: 'pdf' })).toMatchObject({ outcome: 'started' });
    await query(
      `update transcript_documents set created_at = now() - interval '25 hours' where owner_id = $1`,
      [person.id],
    );
    expect(await ask(id, { kind: 'summary' })).toMatchObject({ outcome: 'started' });
  });

  it('should wait for an empty account for an hour, and then fail with a word', async () => {
    const id = await transcribed(world, person, { text: 'Ждём.' });
    const documentId = await begun(id, { kind: 'summary' });
    world.openai.plays(() => 429);
    const error: unknown = await writer.write(documentId).catch((e: unknown) => e);
    await writer.giveUp(documentId, error);
    expect((await documents.get(documentId))!.status).toBe('requested');
    const age = (seconds: number) =>
      query(
        `update transcript_documents set updated_at = now() - make_interval(secs => $2) where id = $1`,
        [documentId, seconds],
      );
    const upkeep = world.app.get(DocumentUpkeep);
    await age(3_500);
    await writer.write(documentId).catch(() => undefined);
    await upkeep.expire();
    expect((await documents.get(documentId))!.status).toBe('requested');
    await age(3_700);
    await writer.write(documentId).catch(() => undefined);
    await Promise.all([upkeep.expire(), upkeep.expire()]);
    expect(await documents.get(documentId)).toMatchObject({ failure: 'provider-down' });
    expect(await told(world, person)).toEqual(['document-failed']);
    world.openai.plays(() => 'Готово.');
    expect(await ask(id, { kind: 'summary' })).toMatchObject({ outcome: 'started' });
  });

  it('should say that the model refuses', async () => {
    const id = await transcribed(world, person, { text: 'Нельзя.' });
    const documentId = await begun(id, { kind: 'summary' });
    world.openai.plays(() => ({ text: '', ended: 'content_filter' }));
    const error: unknown = await writer.write(documentId).catch((e: unknown) => e);
    await writer.giveUp(documentId, error);
    expect(await documents.get(documentId)).toMatchObject({ failure: 'refused' });
  });

  it('should go with their transcript', async () => {
    const id = await transcribed(world, person, { text: 'Прочь.' });
    const { id: documentId } = await written(id, { kind: 'summary' });
    await query('delete from transcripts where id = $1', [id]);
    expect(await documents.get(documentId)).toBeNull();
    await writer.write(documentId);
  });

  describe('text documents', () => {
    const read = async (bytes: Buffer) => {
      const id = await sentText(world, person, bytes);
      await world.app.get(AudioProbe).probe(id);
      await world.app.get(AudioProbe).probe(id);
      return world.app.get(Transcripts).get(id);
    };

    it('should become transcripts that cost nothing', async () => {
      const row = await read(Buffer.from('Повестка: бюджет и сроки.', 'utf16le'));
      const text = 'Повестка: бюджет и сроки.';
      expect(row).toMatchObject({ status: 'ready', source: 'text', price: 0, text, holdId: null });
      expect(await told(world, person)).toEqual(['text-read']);
      expect(await written(row.id, { kind: 'summary' })).toMatchObject({ text: 'Готово.' });
    });

    it.each([
      ['not-text', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 0, 1])],
      ['not-text', Buffer.from('PK\x03\x04 a broken document')],
      ['no-text', Buffer.alloc(0)],
      ['no-text', Buffer.from(' \r\n\t ')],
      ['text-too-long', Buffer.from('слово '.repeat(100_001))],
    ])('should be refused as %s', async (failure, bytes) => {
      expect(await read(bytes)).toMatchObject({ status: 'failed', failure });
      expect(await told(world, person)).toEqual(['transcript-failed']);
    });
  });
});
