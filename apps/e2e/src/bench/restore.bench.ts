import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '@aisha/testing';
import { describeOnEngine } from '../engine/harness/engine';
import { Backups, bucketOf, loseHost } from '../engine/harness/backups';
import { Installation, INSTALLATION_IMAGES } from '../engine/harness/installation';
import { databaseBytes, fillBucket, fillRows } from '../engine/harness/lived-in';
import { welcomed } from '../harness/journeys';
import { report } from './figures';

const RELEASE = 'restore-bench';
/** 700 MB in objects, and as much as brings the database to about 300 MB. */
const OBJECTS = 2_000;
const TRANSCRIPTS = 27_000;
/** What comes in within an hour. */
const HOURLY_OBJECTS = 40;

describeOnEngine('a lived-in installation of 1 GB', INSTALLATION_IMAGES, () => {
  let installation: Installation;
  let backups: Backups;

  beforeAll(async () => {
    installation = await Installation.open({ BACKUP_INTERVAL_MINUTES: '100000' });
    await installation.publish(RELEASE);
    const keys = await mkdtemp(path.join(tmpdir(), 'aisha-age-'));
    backups = await Backups.of(installation, RELEASE, keys);
    await installation.deploy(RELEASE, '--no-dump');
  }, 1_500_000);
  afterAll(async () => {
    await backups?.close();
    await installation?.close();
  });

  const timed = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    const begun = performance.now();
    const result = await work();
    report(`${what}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    return result;
  };

  it('prints how long a backup, the next one and a restore take', async () => {
    const s3 = await bucketOf(installation);
    await timed('filled with rows', () => fillRows(installation, TRANSCRIPTS));
    await timed('filled with objects', () => fillBucket(s3, 'recordings/bench', OBJECTS));
    report(`database: ${Math.round((await databaseBytes(installation)) / 1e6)} MB`);
    await installation.rows('drop table said, owner');
    const person = await welcomed(installation);
    await backups.do('start');
    await timed('first backup', () =>
      eventually(async () => expect(await backups.stamps()).toHaveLength(1), {
        timeoutMs: 300_000,
      }),
    );
    // The service reads the first one again by itself.
    await eventually(
      async () => expect(await backups.metrics()).toMatch(/^backup_verified_timestamp_seconds/m),
      { timeoutMs: 300_000 },
    );
    report((await backups.metrics()).replaceAll(/^#.*\n/gm, ''));
    await timed('backup of nothing new', () => backups.now());
    await fillBucket(s3, 'recordings/hour', HOURLY_OBJECTS);
    await timed('backup of an hour more', () => backups.now());
    await timed('all read again', () => backups.do('verify'));
    s3.destroy();
    await loseHost(installation);
    const options = ['--config', '--identity', backups.identity];
    const { stdout, stderr, code } = await timed('restored', () => backups.restore(...options));
    report(stdout + stderr);
    expect(code).toBe(0);
    await installation.openSql();
    await person.say('/balance');
    await person.hears(/You have \d+ credits/);
  });
});
