import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AudioDecoder, NOT_AUDIO } from './audio-decoder';
import { Ffmpeg } from './ffmpeg';
import { FfmpegMissing, findFfmpeg, shippedFfmpeg } from './ffmpeg-program';

// Real encoding on a machine that has other work to do.
jest.setTimeout(60_000);

const fixture = (name: string) => join(__dirname, '../../fixtures', name);

describe('AudioDecoder', () => {
  const ffmpeg = new Ffmpeg({ TEMP_DIR: tmpdir() });
  const decoder = new AudioDecoder(ffmpeg);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'decoder-spec-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const make = async (args: string[]) => {
    const path = join(folder, 'made');
    await ffmpeg.run(['-f', 'lavfi', '-i', ...args, path], { timeoutMs: 30_000 });
    return path;
  };

  it.each([
    ['ru-short.ogg', 5.4],
    ['en-short.ogg', 5.1],
    ['en-short.m4a', 5.1],
    ['ru-short.mp3', 5.4],
    ['en-video-note.mp4', 5],
    ['ru-long.ogg', 98.2],
    ['silence.ogg', 4],
  ])('should measure %s as %d s', async (name, seconds) => {
    await expect(decoder.measure(fixture(name))).resolves.toBe(seconds);
  });

  it('should measure a file that breaks off as far as it goes', async () => {
    await expect(decoder.measure(fixture('truncated.ogg'))).resolves.toBeCloseTo(1.9, 5);
  });

  it.each(['not-audio.ogg', 'empty.ogg'])('should find no sound in %s', async (name) => {
    await expect(decoder.measure(fixture(name))).resolves.toBe(NOT_AUDIO);
  });

  it('should find no sound in a picture and in a silent film', async () => {
    const picture = await make(['color=red:size=64x64:duration=0.1', '-f', 'image2']);
    await expect(decoder.measure(picture)).resolves.toBe(NOT_AUDIO);
    const film = await make(['color=red:size=64x64:duration=1', '-f', 'matroska']);
    await expect(decoder.measure(film)).resolves.toBe(NOT_AUDIO);
  });

  it.each([
    ['flac', 'flac'],
    ['mp3', 'libmp3lame'],
    ['ipod', 'aac'],
    ['wav', 'pcm_s16le'],
  ])('should measure exactly one minute as such in %s', async (format, codec) => {
    const minute = await make(['sine=duration=60:sample_rate=44100', '-c:a', codec, '-f', format]);
    await expect(decoder.measure(minute)).resolves.toBe(60);
  });

  it.each([
    ['an HLS playlist', (path: string) => hls(path)],
    ['a concat list', () => 'ffconcat version 1.0\nfile other\n'],
  ])('should not follow %s to other files', async (_what, list) => {
    await copyFile(fixture('ru-short.ogg'), join(folder, 'other'));
    const path = join(folder, 'input');
    await writeFile(path, list(fixture('ru-short.ogg')));
    await expect(decoder.measure(path)).resolves.toBe(NOT_AUDIO);
  });

  it('should make one small mono file of a voice note, from any format', async () => {
    for (const name of ['ru-short.ogg', 'en-short.m4a', 'ru-short.mp3', 'en-video-note.mp4']) {
      const parts = await decoder.split(fixture(name), folder);
      expect(parts).toEqual([join(folder, 'part-0000.ogg')]);
      expect(await decoder.measure(parts[0]!)).toBeCloseTo(
        (await decoder.measure(fixture(name))) as number,
        0,
      );
    }
  });

  it('should split what is longer than 20 minutes, losing nothing', async () => {
    const long = await make(['anullsrc=sample_rate=8000', '-t', '1300', '-f', 'wav']);
    const parts = await decoder.split(long, folder);
    expect(parts).toHaveLength(2);
    const seconds = await Promise.all(parts.map((part) => decoder.measure(part)));
    expect(Math.max(...(seconds as number[]))).toBeLessThanOrEqual(1_200);
    expect((seconds as number[]).reduce((sum, part) => sum + part)).toBeCloseTo(1_300, 0);
  });

  it('should say so when there is nothing to split', async () => {
    await expect(decoder.split(fixture('not-audio.ogg'), folder)).rejects.toThrow(/ffmpeg ended/);
    await expect(readdir(folder)).resolves.toEqual([]);
  });

  it('should end ffmpeg when the time is over or nobody waits any more', async () => {
    const endless = ['-f', 'lavfi', '-i', 'anullsrc', '-f', 'null', '-'];
    await expect(ffmpeg.run(endless, { timeoutMs: 200 })).rejects.toThrow('ended by SIGKILL');
    const stop = new AbortController();
    const reason = new Error('the worker stops');
    const run = ffmpeg.run(endless, { timeoutMs: 30_000, signal: stop.signal });
    setImmediate(() => stop.abort(reason));
    await expect(run).rejects.toBe(reason);
  });
});

describe('findFfmpeg', () => {
  it('should use what is configured and nothing else', async () => {
    const shipped = shippedFfmpeg()!;
    await expect(findFfmpeg(shipped)).resolves.toBe(shipped);
    await expect(findFfmpeg('/nowhere/ffmpeg')).rejects.toThrow(FfmpegMissing);
  });

  it('should find the program that came by npm from a script beside node_modules', async () => {
    await expect(findFfmpeg()).resolves.toMatch(/ffmpeg/);
    expect(shippedFfmpeg('/nowhere/main.js')).toBeUndefined();
  });
});

const hls = (path: string) =>
  `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://${path}\n#EXT-X-ENDLIST\n`;
