import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import OpenAI, { toFile } from 'openai';
import { startOpenAiStandIn, type RunningOpenAiStandIn } from './openai-stand-in';
import { findFfmpeg } from '../ffmpeg-program';
import { VoiceTexts } from './voice-texts';

const samples = path.join(__dirname, '../../samples');
const sample = (name: string) => path.join(samples, name);
const said = async (name: string) => (await readFile(sample(`${name}.txt`), 'utf8')).trim();

const opus = ['-c:a', 'libopus', '-b:a', '24k', '-compression_level', '3'];
/** What the product makes of a recording before it asks OpenAI. */
const forOpenAi = ['-ar', '16000', ...opus, '-application', 'voip'];

// ffmpeg encodes, many times over.
jest.setTimeout(30_000);

describe('what known samples say', () => {
  let ffmpeg: string;
  let folder: string;
  let texts: VoiceTexts;
  /** Records `input` (ffmpeg's words for it) anew and returns the file. */
  const record = (input: string[], codec: string[], name: string) => {
    const file = path.join(folder, name);
    const mono = ['-vn', '-ac', '1', '-map_metadata', '-1'];
    execFileSync(ffmpeg, ['-v', 'error', '-y', ...input, ...mono, ...codec, file]);
    return readFile(file);
  };
  const madeUp = (source: string, name = 'made-up.ogg') =>
    record(['-f', 'lavfi', '-i', source, '-t', '5.11'], opus, name);

  beforeAll(async () => {
    ffmpeg = await findFfmpeg();
    folder = await mkdtemp(path.join(tmpdir(), 'known-samples-'));
    texts = await VoiceTexts.load(samples);
  });
  afterAll(() => rm(folder, { recursive: true }));

  describe.each(['ru-short', 'en-short', 'ru-meeting'])('%s', (name) => {
    it.each([
      ['as the product converts it', forOpenAi, 'part-0000.ogg'],
      ['as Opus', opus, 'voice.ogg'],
      ['as a quiet MP3', ['-af', 'volume=-12dB', '-b:a', '48k'], 'voice.mp3'],
      ['as AAC', ['-c:a', 'aac', '-b:a', '48k'], 'voice.m4a'],
    ])('should be known %s', async (_how, codec, file) => {
      const converted = await record(['-i', sample(`${name}.ogg`)], codec, `${name}-${file}`);
      await expect(texts.find(converted)).resolves.toBe(await said(name));
    });
  });

  it('should know a video note by its sound', async () => {
    const sound = await record(['-i', sample('en-video-note.mp4')], forOpenAi, 'video-note.ogg');
    await expect(texts.find(sound)).resolves.toBe(await said('en-short'));
  });

  it.each([
    ['silence', 'anullsrc'],
    ['a tone', 'sine=frequency=440'],
    ['a tone that swells', 'sine=frequency=300,afade=t=in:d=0.3,afade=t=out:st=4.6:d=0.5'],
    ['noise', 'anoisesrc=color=pink:seed=1'],
  ])('should not know %s as long as a sample', async (_what, source) => {
    await expect(texts.find(await madeUp(source))).resolves.toBeUndefined();
  });

  it('should not know other speech as long as a sample, nor a sample that breaks off', async () => {
    const cut = (seconds: string) =>
      record(['-ss', '3', '-t', seconds, '-i', sample('ru-meeting.ogg')], opus, `${seconds}.ogg`);
    await expect(texts.find(await cut('5.11'))).resolves.toBeUndefined();
    await expect(texts.find(await cut('20'))).resolves.toBeUndefined();
  });

  it('should not know a sample that it was not given', async () => {
    const given = await mkdtemp(path.join(folder, 'given-'));
    await copyFile(sample('ru-short.ogg'), path.join(given, 'ru-short.ogg'));
    await copyFile(sample('ru-short.txt'), path.join(given, 'ru-short.txt'));
    await copyFile(sample('en-short.ogg'), path.join(given, 'untold.ogg'));
    const few = await VoiceTexts.load(given);
    const russian = await record(['-i', sample('ru-short.ogg')], opus, 'given.ogg');
    await expect(few.find(russian)).resolves.toBe(await said('ru-short'));
    const english = await record(['-i', sample('en-short.ogg')], opus, 'not-given.ogg');
    await expect(few.find(english)).resolves.toBeUndefined();
  });

  describe('without ffmpeg', () => {
    const configured = process.env['FFMPEG_PATH'];
    afterEach(() => {
      if (configured === undefined) delete process.env['FFMPEG_PATH'];
      else process.env['FFMPEG_PATH'] = configured;
    });

    it('should know samples by their bytes only', async () => {
      const converted = await record(['-i', sample('en-short.ogg')], opus, 'converted.ogg');
      process.env['FFMPEG_PATH'] = path.join(folder, 'no-ffmpeg-here');
      const deaf = await VoiceTexts.load(samples);
      const bytes = await readFile(sample('en-video-note.mp4'));
      await expect(deaf.find(bytes)).resolves.toBe(await said('en-short'));
      await expect(deaf.find(converted)).resolves.toBeUndefined();
    });
  });

  describe("behind OpenAI's API", () => {
    let standIn: RunningOpenAiStandIn;
    const hear = async (bytes: Buffer) => {
      const openai = new OpenAI({ apiKey: 'sk-test', baseURL: standIn.url, maxRetries: 0 });
      const file = await toFile(bytes, 'part-0000.ogg', { type: 'audio/ogg' });
      return openai.audio.transcriptions.create({ file, model: 'gpt-transcribe' });
    };

    beforeAll(async () => {
      standIn = await startOpenAiStandIn({ port: 0, key: 'sk-test', voiceTextsDir: samples });
    });
    afterAll(() => standIn.close());

    it('should tell requests at the same time apart', async () => {
      const russian = await record(['-i', sample('ru-short.ogg')], forOpenAi, 'russian.ogg');
      const english = await record(['-i', sample('en-short.ogg')], forOpenAi, 'english.ogg');
      const tone = await madeUp('sine=frequency=440', 'tone.ogg');
      await expect(Promise.all([russian, english, tone].map(hear))).resolves.toMatchObject([
        { text: await said('ru-short'), languages: [{ code: 'ru' }] },
        { text: await said('en-short'), languages: [{ code: 'en' }] },
        { text: expect.stringContaining('выдуманный') },
      ]);
    });
  });
});
