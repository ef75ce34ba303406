import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
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

  const place = async (name: string, ageMinutes = 0) => {
    const path = join(root, 'temp', name);
    await mkdir(path, { recursive: true });
    const at = new Date(Date.now() - ageMinutes * 60_000);
    await utimes(path, at, at);
  };
  /** Of a process that has ended. */
  const deadPid = () => spawnSync(process.execPath, ['--version']).pid;

  it('should remove at start what a killed process left, at once, and nothing of its neighbours', async () => {
    const here = hostname();
    await place(`aisha-audio-${here}-${deadPid()}-0123abcd-dead00`);
    await place(`aisha-audio-${here}-${process.pid}-0123abcd-before`); // this pid in an earlier life
    await place(`aisha-audio-${here}-${process.ppid}-0123abcd-living`);
    await place('aisha-audio-elsewhere-1-0123abcd-young0', 10);
    await place('aisha-audio-elsewhere-1-0123abcd-old000', 20);
    await place('photos', 500);
    await scratch.use(async () => {
      await scratch.onApplicationBootstrap();
      const left = await readdir(join(root, 'temp'));
      expect(left).toHaveLength(4); // its own among them
      expect(left).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/-living$/),
          expect.stringMatching(/-young0$/),
          'photos',
        ]),
      );
    });
  });

  it('should say that there is no room as a write would', async () => {
    await expect(scratch.assertRoom(1)).resolves.toBeUndefined();
    await expect(scratch.assertRoom(Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({
      code: 'ENOSPC',
    });
  });
});
