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
      await expect(texts.find(converted)).resolves.toMatchObject({ text: await said(name) });
    });
  });

  it('should know a video note by its sound', async () => {
    const sound = await record(['-i', sample('en-video-note.mp4')], forOpenAi, 'video-note.ogg');
    await expect(texts.find(sound)).resolves.toMatchObject({ text: await said('en-short') });
  });

  it.each([
    ['a tone', 'sine=frequency=440'],
    ['a tone that swells', 'sine=frequency=300,afade=t=in:d=0.3,afade=t=out:st=4.6:d=0.5'],
    ['noise', 'anoisesrc=color=pink:seed=1'],
  ])('should not know %s as long as a sample', async (_what, source) => {
    await expect(texts.find(await madeUp(source))).resolves.toBeUndefined();
  });

  it('should hear that nobody speaks in silence', async () => {
    const silence = await madeUp('anullsrc');
    await expect(texts.find(silence)).resolves.toEqual({ text: '', segments: [] });
  });

  describe('spliced into a long recording', () => {
    const order = ['ru-meeting', 'ru-short', 'en-short', 'ru-meeting'];
    const splice = () => {
      const inputs = order.flatMap((name) => ['-i', sample(`${name}.ogg`)]);
      const rest = order.map(
        (_, index) => `[${index}:a]aresample=16000,apad=pad_len=8000[a${index}]`,
      );
      const labels = order.map((_, index) => `[a${index}]`).join('');
      const joined = `${labels}concat=n=${order.length}:v=0:a=1[all]`;
      const graph = ['-filter_complex', [...rest, joined].join(';'), '-map', '[all]'];
      return record(inputs, [...graph, ...forOpenAi], 'spliced.ogg');
    };
    const cut = async (from: number, seconds: number) => {
      const within = [
        '-ss',
        String(from),
        '-t',
        String(seconds),
        '-i',
        path.join(folder, 'spliced.ogg'),
      ];
      return texts.find(await record(within, forOpenAi, `from-${from}.ogg`));
    };
    let spliced: Buffer;
    beforeAll(async () => {
      spliced = await splice();
    });

    it('should be told whole, in order, with times and a speaker each', async () => {
      const { text, segments } = (await texts.find(spliced))!;
      expect(text).toBe((await Promise.all(order.map(said))).join(' '));
      expect(segments[0]).toMatchObject({ text: 'Коллеги, добрый день.', speaker: 0 });
      const hello = segments.find((one) => one.text === 'Hello Aisha.')!;
      expect(hello.start).toBeCloseTo(23.5 + 0.5 + 5.42 + 0.5, 0);
      expect(segments.map(({ speaker }) => speaker)).toEqual(
        expect.arrayContaining([0, 1, 2]) as number[],
      );
      expect(segments.at(-1)).toMatchObject({ speaker: 0 });
      const starts = segments.map(({ start }) => start);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
    });

    it('should be told in pieces by what sounds in each', async () => {
      const piece = (await cut(25.2, 9.8))!;
      expect(piece.text).toMatch(/^Напомни мне завтра .* купить хлеб\. Hello Aisha\. .* office\.$/);
      const rest = (await cut(9.2, 9.2))!;
      expect(rest.text).toMatch(/^Второе: Олег готовит смету .* вывезти оборудование\.$/);
      expect(rest.segments[0]?.start).toBeCloseTo(0.2, 0);
    });
  });

  it('should not know a sample that it was not given', async () => {
    const given = await mkdtemp(path.join(folder, 'given-'));
    await copyFile(sample('ru-short.ogg'), path.join(given, 'ru-short.ogg'));
    await copyFile(sample('ru-short.txt'), path.join(given, 'ru-short.txt'));
    await copyFile(sample('en-short.ogg'), path.join(given, 'untold.ogg'));
    const few = await VoiceTexts.load(given);
    const russian = await record(['-i', sample('ru-short.ogg')], opus, 'given.ogg');
    await expect(few.find(russian)).resolves.toMatchObject({ text: await said('ru-short') });
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
      await expect(deaf.find(bytes)).resolves.toMatchObject({ text: await said('en-short') });
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
