import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { postgresAnswers } from './postgres/postgres-connection';
import { isRunning } from './processes/running-process';
import { until } from './processes/until';
import { redisAnswers } from './redis/redis-connection';

const folder = mkdtempSync(path.join(tmpdir(), 'aisha-test-run-'));
const noMigrations = path.join(folder, 'migrate.cjs');
writeFileSync(noMigrations, '');
afterAll(() => rmSync(folder, { recursive: true }));

interface Opened {
  readonly starter: ChildProcess;
  readonly pid: number;
  readonly variables: Record<string, string>;
}

// The servers of the run that these specs are part of must stay out of it.
const withoutServers = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('TEST_')),
);
const starters: ChildProcess[] = [];
afterEach(() => starters.splice(0).forEach((starter) => starter.kill('SIGKILL')));

/** What Jest's global setup does, in a process that can be killed. */
async function startRun(variables: Record<string, string> = {}): Promise<Opened> {
  const kit = JSON.stringify(path.resolve(__dirname, '../../setup/test-servers.mjs'));
  const program = `
    const { openTestServers } = await import(${kit});
    const { pid, variables } = await openTestServers(() => {}, { migrate: ${JSON.stringify(noMigrations)} });
    console.log(JSON.stringify({ pid, variables }));
    setInterval(() => {}, 1000);`;
  const starter = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...withoutServers, AISHA_TEST_SERVERS: 'binary', ...variables },
  });
  starters.push(starter);
  const [line] = (await once(createInterface({ input: starter.stdout }), 'line')) as [string];
  return { starter, ...(JSON.parse(line) as Omit<Opened, 'starter'>) };
}

const silent = async ({ variables }: Opened) =>
  !(await postgresAnswers(variables['TEST_DATABASE_URL'] ?? '')) &&
  !(await redisAnswers(variables['TEST_REDIS_URL'] ?? ''));

describe('the servers of a test run', () => {
  it('should be gone soon after whoever opened them was killed', async () => {
    const run = await startRun();
    expect(await silent(run)).toBe(false);
    run.starter.kill('SIGKILL');
    expect(await until(() => !isRunning(run.pid), 15_000)).toBe(true);
    expect(await silent(run)).toBe(true);
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('should be gone soon after their own process was killed', async () => {
    const run = await startRun();
    process.kill(run.pid, 'SIGKILL');
    expect(await until(() => silent(run), 15_000)).toBe(true);
    run.starter.kill('SIGKILL');
  });

  it('should be the ones at the addresses given, and stay when the run ends', async () => {
    const owner = await startRun();
    const guest = await startRun(owner.variables);
    expect(guest.variables).toMatchObject({
      TEST_DATABASE_URL: owner.variables['TEST_DATABASE_URL'],
      TEST_REDIS_URL: owner.variables['TEST_REDIS_URL'],
    });
    guest.starter.kill('SIGKILL');
    expect(await until(() => !isRunning(guest.pid), 15_000)).toBe(true);
    expect(await silent(owner)).toBe(false);
    owner.starter.kill('SIGKILL');
    expect(await until(() => !isRunning(owner.pid), 15_000)).toBe(true);
  });
});
