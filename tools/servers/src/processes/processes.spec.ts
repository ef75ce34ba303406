import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findExecutable } from './find-executable';
import { commandLineOf, isRunning, stopProcess } from './running-process';
import { startServerProcess } from './server-process';

const folder = mkdtempSync(path.join(tmpdir(), 'aisha-processes-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sleeper = async (script: string) => {
  const child = spawn(process.execPath, [
    '-e',
    `${script}; console.log('up'); setInterval(() => {}, 1e3)`,
  ]);
  await once(child.stdout, 'data');
  return child.pid as number;
};

describe('findExecutable', () => {
  it('should look on PATH, then in the extra folders, and skip what cannot be run', () => {
    writeFileSync(path.join(folder, 'tool'), '', { mode: 0o755 });
    writeFileSync(path.join(folder, 'text'), '', { mode: 0o644 });
    expect(findExecutable(['tool'], [], folder)).toBe(path.join(folder, 'tool'));
    expect(findExecutable(['none', 'tool'], [folder], '')).toBe(path.join(folder, 'tool'));
    expect(findExecutable(['text'], [folder], '')).toBeUndefined();
  });
});

describe('running processes', () => {
  it('should be seen with their command line and stopped', async () => {
    const pid = await sleeper('const marker = "mine"');
    expect(isRunning(pid)).toBe(true);
    expect(commandLineOf(pid)).toContain('mine');
    await stopProcess(pid, ['SIGTERM']);
    expect(isRunning(pid)).toBe(false);
    expect(commandLineOf(pid)).toBe('');
  });

  it('should be killed when they do not listen', async () => {
    const pid = await sleeper('process.on("SIGTERM", () => {})');
    await stopProcess(pid, ['SIGTERM'], 100);
    expect(isRunning(pid)).toBe(false);
  });
});

describe('startServerProcess', () => {
  it('should report the last words of a server that ends at once', async () => {
    const start = startServerProcess({
      command: [process.execPath, '-e', 'console.error("port is taken"); process.exit(1)'],
      logFile: path.join(folder, 'server.log'),
      stopSignals: ['SIGTERM'],
      answers: async () => false,
    });
    await expect(start).rejects.toThrow('port is taken');
  });
});
