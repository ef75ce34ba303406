import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AudioDecoder, NOT_AUDIO } from './audio-decoder';
import { isVoiceNote } from './voice-note';
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

  it.each([
    ['wav', ['-c:a', 'pcm_s16le', '-f', 'wav']],
    ['mp3', ['-c:a', 'libmp3lame', '-f', 'mp3']],
    ['ogg', ['-c:a', 'libopus', '-f', 'ogg']],
    ['m4a', ['-c:a', 'aac', '-f', 'ipod']],
    ['flac', ['-c:a', 'flac', '-f', 'flac']],
    ['aac', ['-c:a', 'aac', '-f', 'adts']],
    ['wma', ['-c:a', 'wmav2', '-f', 'asf']],
    ['webm', ['-c:a', 'libopus', '-f', 'webm']],
    ['mp4', ['-c:a', 'aac', '-f', 'mp4']],
  ])('should make small speech of %s, whatever its name', async (_, format) => {
    const path = join(folder, 'no-name');
    await ffmpeg.run(['-i', fixture('ru-short.ogg'), ...format, path], { timeoutMs: 30_000 });
    const voice = join(folder, 'voice.ogg');
    await decoder.convert(path, voice);
    expect((await readFile(voice)).includes('OpusHead')).toBe(true);
    expect(await decoder.measure(voice)).toBeCloseTo(5.4, 0);
  });

  it('should cut out what was asked for, and tell where nobody speaks', async () => {
    const parts = [1, 2].flatMap(() => [
      '-i',
      fixture('ru-short.ogg'),
      '-i',
      fixture('silence.ogg'),
    ]);
    const path = join(folder, 'long');
    const join4 = ['-filter_complex', '[0:a][1:a][2:a][3:a]concat=n=4:v=0:a=1', '-f', 'ogg'];
    await ffmpeg.run([...parts, ...join4, path], { timeoutMs: 30_000 });
    const sound = await decoder.listen(path, folder);
    expect(sound.seconds).toBeCloseTo(18.9, 0);
    const isSilent = (moment: number) =>
      sound.silences.some(({ from, to }) => from <= moment && moment <= to);
    expect([7.5, 17].map(isSilent)).toEqual([true, true]);
    expect([2, 11].map(isSilent)).toEqual([false, false]);
    const piece = join(folder, 'piece.ogg');
    await decoder.cut(sound, { from: 9.5, to: 14.75 }, piece);
    expect(await decoder.measure(piece)).toBeCloseTo(5.2, 0);
  });

  it.each([
    ['a voice note as it is', 'ru-short.ogg', true],
    ['another kind of file encoded anew', 'ru-short.mp3', false],
    ['a voice note that breaks off as far as it goes', 'truncated.ogg', true],
  ])('should hand on %s', async (_, name, asItIs) => {
    expect(await isVoiceNote(fixture(name))).toBe(asItIs);
    const voice = join(folder, 'voice.ogg');
    await decoder.convert(fixture(name), voice);
    const [given, made] = [await decoder.measure(fixture(name)), await decoder.measure(voice)];
    expect(Math.abs(Number(given) - Number(made))).toBeLessThanOrEqual(0.1);
  });

  it('should say so when there is nothing to hear', async () => {
    const target = join(folder, 'voice.ogg');
    await expect(decoder.convert(fixture('not-audio.ogg'), target)).rejects.toThrow(/ffmpeg ended/);
    await expect(decoder.listen(fixture('not-audio.ogg'), folder)).rejects.toThrow(/ffmpeg ended/);
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
