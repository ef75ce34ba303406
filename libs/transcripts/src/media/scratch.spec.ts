import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Scratch } from './scratch';

describe('Scratch', () => {
  beforeAll(() => Logger.overrideLogger(false));
  let root: string;
  let scratch: Scratch;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'scratch-spec-'));
    scratch = new Scratch({ TEMP_DIR: join(root, 'temp') });
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('should give each piece of work a folder of its own and remove it', async () => {
    const folders = await Promise.all(
      [1, 2].map(() =>
        scratch.use(async (folder) => {
          await writeFile(join(folder, 'input'), 'sound');
          return folder;
        }),
      ),
    );
    expect(folders[0]).not.toBe(folders[1]);
    await expect(readdir(join(root, 'temp'))).resolves.toEqual([]);
  });

  it('should remove the folder when the work fails', async () => {
    const broken = scratch.use(() => Promise.reject(new Error('broken')));
    await expect(broken).rejects.toThrow('broken');
    await expect(readdir(join(root, 'temp'))).resolves.toEqual([]);
  });

  it('should remove at start what a killed process left, and nothing else', async () => {
    const [old, young, foreign] = ['aisha-audio-old', 'aisha-audio-young', 'photos'].map((name) =>
      join(root, 'temp', name),
    ) as [string, string, string];
    await Promise.all([old, young, foreign].map((path) => mkdir(path, { recursive: true })));
    const hoursAgo = new Date(Date.now() - 2 * 3_600_000);
    await Promise.all([old, foreign].map((path) => utimes(path, hoursAgo, hoursAgo)));
    await scratch.onApplicationBootstrap();
    await expect(stat(old)).rejects.toThrow('ENOENT');
    await expect(readdir(join(root, 'temp'))).resolves.toEqual(['aisha-audio-young', 'photos']);
  });
});
