import { execFile } from 'node:child_process';
import { appendFile, cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = path.resolve(__dirname, '../../..');

interface Failure {
  stdout: string;
  stderr: string;
}

/** Rules of the workspace are tried on a copy, so that a planted fault never meets the real tree. */
describe('the workspace', () => {
  let copy: string;

  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: copy });
  const nx = (...args: string[]) =>
    run(process.execPath, [path.join(copy, 'node_modules/.bin/nx'), ...args], {
      cwd: copy,
      env: { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: '0', CI: 'true' },
      maxBuffer: 20_000_000,
    });

  beforeAll(async () => {
    copy = await mkdtemp(path.join(tmpdir(), 'aisha-workspace-'));
    const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
      cwd: ROOT,
    });
    for (const file of stdout.split('\0').filter(Boolean)) {
      await cp(path.join(ROOT, file), path.join(copy, file)).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT') throw error; // deleted, but not committed yet
        },
      );
    }
    await symlink(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
    await git('init', '-q', '-b', 'main');
    await git('add', '-A');
    await git('commit', '-qm', 'copy');
  });
  afterAll(() => rm(copy, { recursive: true, force: true }));
  afterEach(() => git('checkout', '-q', '.'));

  const affected = async (target: string) => {
    const { stdout } = await nx(
      'show',
      'projects',
      '--affected',
      '--base=HEAD',
      '--withTarget',
      target,
    );
    return stdout
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .sort();
  };

  it('should build, after a change in libs/transcripts, the apps that use it and no other', async () => {
    await appendFile(path.join(copy, 'libs/transcripts/src/index.ts'), '\n// changed\n');
    expect(await affected('build')).toEqual(['bot-gateway', 'transcription-worker']);
  });

  it('should build, after a change in libs/integrations, no app without a provider', async () => {
    await appendFile(path.join(copy, 'libs/integrations/src/index.ts'), '\n// changed\n');
    expect(await affected('build')).not.toContain('standby-controller');
  });

  it.each([
    ['apps/webhook-api/src/main.ts', "import '@aisha/database';", 'webhook-api'],
    ['libs/contracts/src/index.ts', "import '@aisha/platform';", 'contracts'],
    ['libs/avatars/src/index.ts', "import '@aisha/transcripts';", 'avatars'],
    ['libs/transcripts/src/index.ts', "import 'telegraf';", 'transcripts'],
    ['libs/avatars/src/index.ts', "import '@aws-sdk/client-s3';", 'avatars'],
  ])('should refuse in %s: %s', async (file, line, project) => {
    await appendFile(path.join(copy, file), `\n${line}\n`);
    const failure = await nx('lint', project).then(
      () => undefined,
      (error: Failure) => error,
    );
    expect(failure).toBeDefined();
    expect(failure!.stdout + failure!.stderr).toMatch(
      /enforce-module-boundaries|no-restricted-imports/,
    );
  });
});
