import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '@aisha/testing';
import { report } from '../bench/figures';
import { beginAvatar, welcomed } from '../harness/journeys';
import { type Person, words } from '../harness/person';
import { photos, voice } from '../harness/samples';
import {
  Backups,
  digestsOfObjects,
  digestsOfTables,
  loseHost,
  withAppsPaused,
} from './harness/backups';
import { describeOnEngine, docker } from './harness/engine';
import { WORKSPACE } from './harness/images';
import { Installation, INSTALLATION_IMAGES } from './harness/installation';

const RELEASE = 'restore-1';
const LONG_MS = 300_000;
const OPERATOR = 5_000_000_001;
/** What a restore changes: see `--after-restore` in docs/operations.md. */
const CHANGED = new Set([
  'outbound_messages',
  'inbox_updates',
  'poller_epochs',
  'poller_leases',
  'poller_failovers',
  'restores',
  'payment_statements', // due at once: payments since the backup are asked for
]);
const FILES = [
  'SHA256SUMS',
  'configuration.tar.age',
  'database.dump.age',
  'images.json',
  'manifest.json',
  'objects.sha256',
];

describeOnEngine('the backups of an installation', INSTALLATION_IMAGES, () => {
  let installation: Installation;
  let backups: Backups;
  let anna: Person;
  let leaver: Person;
  let operator: Person;
  const before: { tables: Record<string, string>; objects: Record<string, string>; epoch: number } =
    { tables: {}, objects: {}, epoch: 0 };
  let saved = '';

  beforeAll(async () => {
    installation = await Installation.open({ OPERATOR_TELEGRAM_IDS: String(OPERATOR) });
    await installation.publish(RELEASE);
    const keys = await mkdtemp(path.join(tmpdir(), 'aisha-age-'));
    backups = await Backups.of(installation, RELEASE, keys);
    await installation.deploy(RELEASE, '--no-dump');
  }, 1_500_000);
  afterAll(async () => {
    await backups?.close();
    await installation?.close();
  });

  const epoch = async () => {
    const [row] = await installation.rows<{ epoch: string }>(
      'select max(epoch) as epoch from poller_epochs',
    );
    return Number(row!.epoch);
  };
  const userOf = async (person: Person) => {
    const sql = 'select id from users where telegram_id = $1';
    return (await installation.rows<{ id: string }>(sql, [person.id]))[0]?.id;
  };
  const faults = (method: 'POST' | 'DELETE', fault?: object) =>
    fetch(`${installation.urls.telegram}/_sandbox/faults`, {
      method,
      ...(fault && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fault),
      }),
    });
  const helps = async (person: Person) =>
    (await person.answers()).filter((answer) => words(answer).includes('What I can do')).length;
  const timed = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    const begun = performance.now();
    const result = await work();
    report(`${what}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    return result;
  };
  const restore = async (...options: string[]) => {
    const { code, stdout, stderr } = await backups.restore(...options);
    if (code !== 0) throw new Error(`restore.sh ended with ${code}:\n${stdout}${stderr}`);
    return stdout;
  };

  it(
    'should begin as soon as their service does, and hold all that there is, encrypted',
    async () => {
      operator = await installation.newPerson('en', 'Olga', { id: OPERATOR });
      await operator.say('/start');
      await operator.hears('Hello');
      anna = await welcomed(installation);
      await beginAvatar(anna);
      await anna.send('photo', await photos(2));
      leaver = await welcomed(installation);
      await leaver.send('voice', [voice('en-short')]);
      await eventually(
        async () => {
          const rows = await installation.rows(
            `select 1 from transcripts where status = 'ready'
             union all select 1 from avatar_photos where status = 'accepted'`,
          );
          expect(rows).toHaveLength(3);
        },
        { timeoutMs: 120_000 },
      );
      await backups.do('start');
      await eventually(async () => expect(await backups.stamps()).toHaveLength(1), {
        timeoutMs: 60_000,
      });
      const [stamp] = await backups.stamps();
      const folder = path.join(backups.folder, stamp!);
      expect((await readdir(folder)).sort()).toEqual(FILES);
      const manifest = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'));
      expect(manifest).toMatchObject({ stamp, release: RELEASE, configuration: true });
      const images = JSON.parse(await readFile(path.join(folder, 'images.json'), 'utf8'));
      expect(images.registry).toContainEqual({
        repository: 'aisha/webhook-api',
        tag: RELEASE,
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      });
    },
    LONG_MS,
  );

  it('should tell how old they are, by metrics, health and status', async () => {
    await eventually(async () => {
      const metrics = await backups.metrics();
      for (const part of ['database', 'objects', 'deletions', 'config', 'images']) {
        expect(metrics).toMatch(
          new RegExp(`backup_last_success_timestamp_seconds\\{part="${part}"\\} \\d{10}\n`),
        );
        expect(metrics).toContain(`backup_failures_total{part="${part}"} 0\n`);
      }
      expect(metrics).toMatch(/backup_verified_timestamp_seconds \d{10}\n/);
    });
    const id = await installation.containerOf('backup');
    expect(await docker('exec', id, '/opt/backup/healthy.sh')).toMatch(/newest backup began 0 min/);
    const { stdout } = await installation.script('status.sh');
    expect(stdout).toMatch(/Last backup: \w+, 0 min ago; the service is there/);
  });

  it(
    'should leave nothing behind when one is killed, and never be made twice at once',
    async () => {
      const whole = await backups.stamps();
      const id = await installation.containerOf('backup');
      const partial = async () => (await readdir(backups.folder)).some((n) => /partial/.test(n));
      await installation.rows('begin');
      try {
        await installation.rows('lock table style_favorites in access exclusive mode');
        await docker('exec', '--detach', id, '/opt/backup/backup.sh');
        await eventually(async () => expect(await partial()).toBe(true));
        await expect(backups.do('now')).rejects.toThrow('Another backup is running');
        await docker('kill', id);
      } finally {
        await installation.rows('rollback');
      }
      expect(await backups.stamps()).toEqual(whole);
      await docker('start', id);
      await backups.now();
      expect(await partial()).toBe(false);
      expect(await backups.stamps()).toHaveLength(whole.length + 1);
    },
    LONG_MS,
  );

  it.each([
    ['a full disk', 'aisha_data', '64k', 'no room left in the folder of backups'],
    ['a lost Postgres', 'aisha_storage', '64m', 'the database could not be dumped'],
  ])('should end with one sentence and nothing else on %s', async (_, network, size, sentence) => {
    const program = '/opt/backup/backup.sh; echo "code $?"; ls /backups';
    const ran = await backups.alone(network, program, '--tmpfs', `/backups:size=${size}`);
    expect(ran.stderr).toContain(sentence);
    expect(ran.stdout).toContain('code 1');
    expect(ran.stdout).not.toMatch(/\d{8}T\d{6}Z/);
  });

  it(
    'should be restored on a lost host, but for what came after',
    async () => {
      await faults('POST', {
        method: 'sendMessage',
        times: 1_000_000,
        action: { kind: 'error', code: 500, description: 'Internal Server Error' },
      });
      const heard = await helps(anna);
      await anna.say('/help');
      await eventually(async () => {
        const rows = await installation.rows(
          `select 1 from outbound_messages where chat_id = $1 and status in ('pending', 'sending')`,
          [anna.id],
        );
        expect(rows).toHaveLength(1);
      });
      await withAppsPaused(installation, async () => {
        before.tables = await digestsOfTables(installation);
        before.objects = await digestsOfObjects(installation);
        before.epoch = await epoch();
        saved = await timed('backup', () => backups.now());
      });
      await faults('DELETE');
      await eventually(async () => expect(await helps(anna)).toBe(heard + 1), {
        timeoutMs: 60_000,
      });

      const userId = await userOf(leaver);
      await leaver.say('/deleteme');
      await leaver.press(/Yes, delete everything/);
      await leaver.press(/Delete for good/);
      await leaver.hears('Your data is deleted');
      await welcomed(installation);
      await backups.do('deletions');
      expect(await readdir(path.join(backups.folder, 'deletions'))).toEqual([`${userId}.json`]);
      // The next one finds the objects of the one who left gone.
      const later = await backups.now();
      expect(await readdir(path.join(backups.folder, 'objects-removed'))).toContain(later);

      await loseHost(installation);
      const damaged = path.join(installation.home, 'damaged');
      await cp(backups.folder, damaged, { recursive: true });
      await truncate(path.join(damaged, saved, 'database.dump.age'), 1000);
      const options = ['--from', saved, '--config', '--identity', backups.identity];
      const refused = await backups.restore('--dir', damaged, ...options);
      expect(refused.stderr).toContain(`Backup ${saved} is damaged; nothing was restored.`);
      expect(await installation.containerOf('postgres')).toBe('');
      const locked = await backups.restore('--from', saved);
      expect(locked.stderr).toContain('This backup is encrypted');

      await killedIn('Objects', installation.home, options);
      const said = await timed('restore, but for the apps', () =>
        restore(...options, '--no-start'),
      );
      expect(said).toContain(`The restore of ${saved} was broken off before`);
      await installation.openSql();
      const tables = await digestsOfTables(installation);
      for (const [name, digest] of Object.entries(before.tables)) {
        if (!CHANGED.has(name)) expect({ name, digest: tables[name] }).toEqual({ name, digest });
      }
      expect(await digestsOfObjects(installation)).toEqual({
        ...before.objects,
        [`deletions/${userId}.json`]: expect.any(String),
      });
      expect(await epoch()).toBeGreaterThan(before.epoch);

      const again = await backups.restore(...options);
      expect(again.stderr).toMatch(/The database is not empty \(\d+ tables\)/);
      await timed('apps', () => restore('--start-only'));
      await anna.say('/balance');
      await anna.hears(/You have \d+ credits/);
      await eventually(async () => expect(await userOf(leaver)).toBeUndefined(), {
        timeoutMs: 60_000,
      });
      // What was sent after the backup is not sent again, until an operator says so.
      expect(await helps(anna)).toBe(heard + 1);
      await operator.hears('The database was restored from a backup');
      await operator.say('/admin');
      await operator.press(/Held/);
      await operator.press(/Send all/);
      await eventually(async () => expect(await helps(anna)).toBe(heard + 2), {
        timeoutMs: 60_000,
      });
      const [sum] = await installation.rows<{ sum: string }>(
        'select coalesce(sum(amount), 0) as sum from ledger_postings',
      );
      expect(Number(sum!.sum)).toBe(0);
    },
    LONG_MS,
  );
});

/** Kills a restore and all that it started, as soon as it says that it is at this step. */
async function killedIn(step: string, home: string, options: string[]): Promise<void> {
  const script = path.join(WORKSPACE, 'deploy/backup/restore.sh');
  const running = spawn('bash', [script, '--home', home, ...options], { detached: true });
  let said = '';
  const ended = new Promise<void>((resolve) => running.once('close', () => resolve()));
  for (const stream of [running.stdout, running.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(step)) process.kill(-running.pid!, 'SIGKILL');
    });
  }
  await ended;
  if (!said.includes(step)) throw new Error(`The restore never came to ${step}:\n${said}`);
  const label = 'label=com.docker.compose.service=restore';
  const left = await docker('ps', '--all', '--quiet', '--filter', label);
  if (left) await docker('rm', '--force', '--volumes', ...left.split('\n'));
}
