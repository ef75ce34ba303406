import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Ledger } from '@aisha/accounts';
import { transcribeAudio } from '@aisha/contracts';
import { Database, IncomingFile } from '@aisha/database';
import { Storage } from '@aisha/integrations';
import { Jobs } from '@aisha/platform';
import { Transcripts } from './asking/transcripts';
import { Ffmpeg } from './media/ffmpeg';
import { askFor, newPerson, type Running, startTranscripts, told } from './transcripts.fixture';
import { AudioProbe } from './working/audio-probe';
import { PieceHearing } from './working/piece-hearing';
import { RecordingCutter } from './working/recording-cutter';
import { Transcription } from './working/transcription';

jest.setTimeout(120_000);
const fixture = (name: string) => join(__dirname, '../fixtures', name);
const nothing = () => Promise.resolve();

describe('a long recording', () => {
  let running: Running;
  let bytes: Buffer;
  let folder: string;
  const take = <Found>(token: abstract new (...args: never[]) => Found) => running.app.get(token);
  const query = <Row>(sql: string, values: unknown[]) => take(Database).query<Row>(sql, values);
  const transcribe = (id: string) => take(Transcription).transcribe(id, nothing);
  const hear = (id: string, position: number) => take(PieceHearing).hear(id, position);
  const pieces = (id: string) =>
    query<{ position: number; status: string; attempts: number; object_key: string }>(
      'select * from transcript_pieces where transcript_id = $1 order by position',
      [id],
    );

  beforeAll(async () => {
    running = await startTranscripts();
    Logger.overrideLogger(false);
    folder = await mkdtemp(join(tmpdir(), 'long-spec-'));
    const path = join(folder, 'long.ogg');
    // 12 minutes: 98 s of speech and 4 s of silence, over and over.
    const parts = ['-i', fixture('ru-long.ogg'), '-i', fixture('silence.ogg')];
    const both = '[0:a][1:a]concat=n=2:v=0:a=1,aloop=loop=6:size=48000*102';
    const voice = ['-ac', '1', '-c:a', 'libopus', '-b:a', '16k'];
    await take(Ffmpeg).run([...parts, '-filter_complex', both, ...voice, '-t', '714', path], {
      timeoutMs: 60_000,
    });
    bytes = await readFile(path);
  });
  afterEach(async () => {
    expect(await take(Ledger).imbalance()).toBe(0);
    expect(await readdir(running.temp)).toEqual([]);
  });
  afterAll(async () => {
    await running?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const paid = async () => {
    const person = await newPerson(running, 120);
    const { id, fileId } = await askFor(running, person);
    const file = await take(Database).repository(IncomingFile).findOneByOrFail({ id: fileId });
    await take(Storage).put(file.objectKey, bytes, { contentType: 'audio/ogg' });
    await take(Transcripts).fileStored(fileId);
    await take(AudioProbe).probe(id);
    await take(Transcripts).accept(person.id, id);
    return { person, id };
  };

  it('should be heard in pieces, told of on the way, and charged once with the whole text', async () => {
    const { person, id } = await paid();
    running.openai.says('Раз.', 'Два.', 'Три.');
    await transcribe(id);
    expect(running.openai.uploads).toHaveLength(0);
    await take(RecordingCutter).cut(id);
    await take(RecordingCutter).cut(id);
    const cut = await pieces(id);
    expect(cut.map(({ position }) => position)).toEqual([0, 1, 2]);
    for (const { position } of cut) await hear(id, position);
    await hear(id, 0); // heard before
    expect(running.openai.uploads).toHaveLength(3);
    expect((await take(Transcripts).get(id)).status).toBe('queued');
    await Promise.all([transcribe(id), transcribe(id)]);
    const { status, text } = await take(Transcripts).get(id);
    expect({ status, text }).toEqual({ status: 'ready', text: 'Раз. Два. Три.' });
    expect(await take(Ledger).balance(person.id)).toBe(0);
    const kinds = await told(running, person);
    expect(kinds.filter((kind) => kind === 'transcript-ready')).toHaveLength(1);
    expect(kinds).toContain('transcript-progress');
    expect(await pieces(id)).toEqual([]);
    for (const { object_key: key } of cut) expect(await take(Storage).head(key)).toBeNull();
  });

  it('should have one piece that failed heard again, and nothing else', async () => {
    const { id } = await paid();
    await take(RecordingCutter).cut(id);
    running.openai.says('Раз.', 503, 503, 503, 'Два.', '');
    await hear(id, 0);
    await expect(hear(id, 1)).rejects.toMatchObject({ retryable: true });
    await hear(id, 1);
    await hear(id, 2);
    expect((await pieces(id)).map(({ attempts }) => attempts)).toEqual([1, 2, 1]);
    await transcribe(id);
    expect((await take(Transcripts).get(id)).text).toBe('Раз. Два.');
  });

  it('should be put together after its last piece even while an older job of it is alive', async () => {
    const { id } = await paid(); // and so there is a job
    await take(RecordingCutter).cut(id);
    running.openai.says('Раз.');
    const waiting = async () => (await take(Jobs).depth(transcribeAudio)).waiting;
    const before = await waiting();
    for (const { position } of await pieces(id)) await hear(id, position);
    expect(await waiting()).toBe(before + 1);
  });

  it('should not be cut again once all of it is heard', async () => {
    const { id } = await paid();
    await take(RecordingCutter).cut(id);
    running.openai.says('Раз.');
    const cut = await pieces(id);
    for (const { position } of cut) await hear(id, position);
    await take(RecordingCutter).cut(id);
    for (const { object_key: key } of cut) expect(await take(Storage).head(key)).toBeNull();
  });

  it('should give the credits back when a piece fails for good', async () => {
    const { person, id } = await paid();
    await take(RecordingCutter).cut(id);
    running.openai.says('Раз.', 400);
    await hear(id, 0);
    const error: unknown = await hear(id, 1).catch((reason: unknown) => reason);
    await take(Transcription).giveUp(id, error);
    expect(await take(Transcripts).get(id)).toMatchObject({ status: 'failed' });
    expect(await take(Ledger).balance(person.id)).toBe(120);
    running.openai.says('Три.');
    await hear(id, 2);
    expect(running.openai.uploads).toHaveLength(0);
  });

  it('should say that nobody spoke when all pieces are silent', async () => {
    const { person, id } = await paid();
    await take(RecordingCutter).cut(id);
    running.openai.says('');
    for (const { position } of await pieces(id)) await hear(id, position);
    await transcribe(id);
    expect((await take(Transcripts).get(id)).failure).toBe('no-speech');
    expect(await take(Ledger).balance(person.id)).toBe(120);
  });
});
