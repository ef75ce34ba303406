import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';

const DEPLOY = path.resolve(__dirname, '../../../deploy');
const HOUR_MS = 3_600_000;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'aisha-backups-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Runs a line of bash with functions of deploy/backup/lib. */
async function bash(line: string, env: Record<string, string> = {}): Promise<string> {
  const sources = (await readdir(path.join(DEPLOY, 'backup/lib'))).map((n) => `source lib/${n}`);
  const script = ['set -euo pipefail', ...sources, line].join('\n');
  const { stdout } = await promisify(execFile)('bash', ['-c', script], {
    cwd: path.join(DEPLOY, 'backup'),
    env: { ...process.env, BACKUP_ROOT: root, ...env },
  });
  return stdout.trim();
}
const put = async (file: string, text: string, at?: number) => {
  const target = path.join(root, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
  if (at !== undefined) await utimes(target, at, at);
};
const sumOf = (text: string) => createHash('sha256').update(text).digest('hex');
const stampOf = (ms: number) => new Date(ms).toISOString().replaceAll(/[-:]|\.\d+/g, '');
const folders = async (folder = '') =>
  (await readdir(path.join(root, folder))).filter((name) => /^\d{8}T\d{6}Z$/.test(name)).sort();

describe('retention of backups', () => {
  const NOW = Date.parse('2026-11-23T07:30:00Z'); // a Monday
  const kept = async (stamps: string[], hours: number, days: number, weeks: number) => {
    await put('stamps', `${stamps.join('\n')}\n`);
    const gone = await bash(`to_prune ${hours} ${days} ${weeks} <"$BACKUP_ROOT/stamps"`);
    const removed = new Set(gone.split('\n'));
    return stamps.filter((stamp) => !removed.has(stamp)).sort();
  };
  const hourly = (count: number) =>
    Array.from({ length: count }, (_, ago) => stampOf(NOW - ago * HOUR_MS));

  it('should keep the newest of each of the last hours, days and weeks', async () => {
    const stamps = await kept(hourly(40 * 24), 24, 7, 4);
    expect(stamps.slice(-24)).toEqual(hourly(24).sort());
    expect(stamps.slice(0, -24)).toEqual([
      '20261108T233000Z', // the Sundays of two weeks before
      '20261115T233000Z',
      '20261117T233000Z', // the days of the last week
      '20261118T233000Z',
      '20261119T233000Z',
      '20261120T233000Z',
      '20261121T233000Z',
    ]);
  });

  it('should count the weeks over the end of a year, and a leap day', async () => {
    const newest = hourly(4)
      .sort()
      .map((stamp) => `2030${stamp.slice(4)}`);
    const weekly = async (...stamps: string[]) =>
      (await kept([...stamps, ...newest], 0, 0, 9)).slice(0, -4);
    const sundays = ['20271226T100000Z', '20280102T100000Z'];
    expect(await weekly(...sundays, '20271227T100000Z', '20280101T100000Z')).toEqual(sundays);
    const days = ['20280228T100000Z', '20280229T100000Z', '20280301T100000Z'];
    expect(await weekly(...days)).toEqual([days[2]]);
    expect(await weekly('20280227T100000Z', days[0]!)).toHaveLength(2);
  });

  it('should keep the last four, so that backups by hand push none out at once', async () => {
    const quarters = Array.from({ length: 8 }, (_, ago) => stampOf(NOW - (ago * HOUR_MS) / 4));
    expect(await kept(quarters, 0, 0, 0)).toEqual(quarters.slice(0, 4).sort());
    // 05:45 is the newest of its hour; 06:30 to 06:00 are not.
    expect(await kept(quarters, 24, 7, 4)).toEqual([
      quarters[7],
      ...quarters.slice(0, 4).reverse(),
    ]);
  });

  it('should take what removed objects no backup needs any more, and never the log of deletions', async () => {
    for (const stamp of hourly(8)) await put(`${stamp}/manifest.json`, '{}');
    for (const stamp of hourly(8)) await put(`objects-removed/${stamp}/a`, 'a');
    await put(`${stampOf(NOW + HOUR_MS)}.partial/database.dump`, 'half');
    await put('deletions/1.json', '{}');
    const keep = { BACKUP_KEEP_HOURLY: '5', BACKUP_KEEP_DAILY: '0', BACKUP_KEEP_WEEKLY: '0' };
    await bash('prune', keep);
    expect(await folders()).toEqual(hourly(5).sort());
    // What the oldest found gone is in none of those that stay.
    expect(await folders('objects-removed')).toEqual(hourly(4).sort());
    expect(await readdir(path.join(root, 'deletions'))).toEqual(['1.json']);
  });
});

describe('objects in backups', () => {
  const FIRST = '20261123T070000Z';
  const [SECOND, THIRD] = ['20261123T080000Z', '20261123T090000Z'];
  const list = async (stamp: string) => {
    await put(`${stamp}/manifest.json`, '{}');
    await bash(`list_objects "$BACKUP_ROOT/${stamp}"; sum_up "$BACKUP_ROOT/${stamp}"`);
    return readFile(path.join(root, stamp, 'objects.sha256'), 'utf8');
  };
  const locate = async (stamp: string) =>
    (await bash(`locate_objects ${stamp}`)).split('\n').sort();

  it('should be listed with their checksums, and read again only when they changed', async () => {
    await put('objects/a/one two.jpg', 'one', 1000);
    await put('objects/b', 'two', 1000);
    expect(await list(FIRST)).toBe(`${sumOf('one')}  a/one two.jpg\n${sumOf('two')}  b\n`);
    await put('objects/a/one two.jpg', 'eno', 1000); // as damage does it
    await put('objects/b', 'owt', 2000);
    await put('objects/c', 'new', 2000);
    expect(await list(SECOND)).toBe(
      `${sumOf('one')}  a/one two.jpg\n${sumOf('owt')}  b\n${sumOf('new')}  c\n`,
    );
  });

  it('should be found as they were, where later backups put what they found changed or gone', async () => {
    await put('objects/changed', 'first', 1000);
    await put('objects/gone', 'gone', 1000);
    await put('objects/stays', 'stays', 1000);
    await list(FIRST);
    await put(`objects-removed/${SECOND}/changed`, 'first');
    await put('objects/changed', 'second', 2000);
    await list(SECOND);
    await put(`objects-removed/${THIRD}/changed`, 'second');
    await put(`objects-removed/${THIRD}/gone`, 'gone');
    await put('objects/changed', 'third', 3000);
    await rm(path.join(root, 'objects/gone'));
    await list(THIRD);

    expect(await locate(FIRST)).toEqual(
      [
        `${sumOf('first')}  objects-removed/${SECOND}/changed`,
        `${sumOf('gone')}  objects-removed/${THIRD}/gone`,
        `${sumOf('stays')}  objects/stays`,
      ].sort(),
    );
    expect(await locate(SECOND)).toContain(`${sumOf('second')}  objects-removed/${THIRD}/changed`);
    expect(await locate(THIRD)).toHaveLength(2);
    for (const stamp of [FIRST, SECOND, THIRD]) await bash(`check_backup ${stamp}`);
  });

  it('should be missed by name, and a damaged file of a backup too', async () => {
    await put('objects/a', 'a', 1000);
    await list(FIRST);
    await bash(`check_backup ${FIRST}`);
    await rm(path.join(root, 'objects/a'));
    await expect(bash(`check_backup ${FIRST}`)).rejects.toThrow('a is missing');
    await put('objects/a', 'b', 1000);
    await expect(bash(`check_backup ${FIRST}`)).rejects.toThrow('checksum did NOT match');
    await put('objects/a', 'a', 1000);
    await put(`${FIRST}/manifest.json`, '{"other": true}');
    await expect(bash(`check_backup ${FIRST}`)).rejects.toThrow('checksum did NOT match');
  });

  it('should be put away when they are damaged, for the next backup to fetch again', async () => {
    await put('objects/good', 'good', 1000);
    await put('objects/bad', 'bad', 1000);
    await list(FIRST);
    await bash('verify_all');
    await put('objects/bad', 'dab', 1000);
    await expect(bash('verify_all')).rejects.toMatchObject({
      stdout: expect.stringContaining('objects/bad'),
    });
    expect(await readdir(path.join(root, 'objects'))).toEqual(['good']);
    const metrics = await readFile(path.join(root, 'metrics/backup.prom'), 'utf8');
    expect(metrics).toContain('backup_failures_total{part="objects"} 1\n');
  });

  it('should bear an empty bucket', async () => {
    await mkdir(path.join(root, 'objects'));
    expect(await list(FIRST)).toBe('');
    await bash(`check_backup ${FIRST}; verify_all`);
  });
});

describe('metrics of backups', () => {
  it('should tell of each part, and count failures over restarts', async () => {
    await bash('note_success database 12 3456; note_failure objects');
    await bash('note_failure objects; note_verified');
    const file = path.join(root, 'metrics/backup.prom');
    const text = await readFile(file, 'utf8');
    expect(text).toMatch(/^backup_last_success_timestamp_seconds\{part="database"\} \d{10}$/m);
    expect(text).toContain('backup_last_duration_seconds{part="database"} 12\n');
    expect(text).toContain('backup_last_size_bytes{part="database"} 3456\n');
    expect(text).toContain('backup_failures_total{part="objects"} 2\n');
    expect(text).toContain('backup_failures_total{part="config"} 0\n');
    expect(text).toMatch(/^backup_verified_timestamp_seconds \d{10}$/m);
    expect((await stat(file)).mode & 0o777).toBe(0o644); // node_exporter is another user
  });
});

describe('docker-compose.backup.yml', () => {
  it('should confine its services, and give them secrets as files only', async () => {
    const text = await readFile(path.join(DEPLOY, 'docker-compose.backup.yml'), 'utf8');
    const { services } = parse(text, { merge: true }) as {
      services: Record<string, { environment: Record<string, string>; secrets: string[] }>;
    };
    expect(Object.keys(services)).toEqual(['backup', 'restore']);
    for (const [name, service] of Object.entries(services)) {
      expect({ name, ...service }).toMatchObject({
        name,
        read_only: true,
        cap_drop: ['ALL'],
        cap_add: ['DAC_OVERRIDE'],
        security_opt: ['no-new-privileges:true'],
        logging: { options: { 'max-size': expect.any(String) } },
        deploy: { resources: { limits: { memory: expect.any(String) } } },
      });
      const files = Object.values(service.environment).filter((v) => v.startsWith('/run/secrets/'));
      expect(files.sort()).toEqual(service.secrets.map((each) => `/run/secrets/${each}`).sort());
    }
  });
});

const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;
(hasShellcheck ? it : it.skip)(
  'should have scripts that shellcheck finds no fault with',
  async () => {
    const names = ['', 'lib'].map((folder) => path.join(DEPLOY, 'backup', folder));
    const files = (
      await Promise.all(names.map(async (f) => (await readdir(f)).map((n) => path.join(f, n))))
    )
      .flat()
      .filter((file) => file.endsWith('.sh'));
    const { stdout, status } = spawnSync('shellcheck', ['-x', '-P', 'SCRIPTDIR', ...files]);
    expect(stdout.toString()).toBe('');
    expect(status).toBe(0);
  },
);
