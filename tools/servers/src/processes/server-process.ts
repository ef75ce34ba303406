import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isRunning, stopProcess } from './running-process';
import { until } from './until';

export interface ServerCommand {
  readonly command: readonly string[];
  /** Output is appended here. */
  readonly logFile: string;
  /** Signals that ask for an orderly end, the gentlest first. */
  readonly stopSignals: readonly NodeJS.Signals[];
  answers(): Promise<boolean>;
}

/** A started server process; rejects with its last words if it ends before it answers. */
export async function startServerProcess(
  server: ServerCommand,
): Promise<{ pid: number; stop(): Promise<void> }> {
  const pid = await launch(server);
  const answered = await until(async () => !isRunning(pid) || (await server.answers()), 30_000);
  if (answered && isRunning(pid)) return { pid, stop: () => stopProcess(pid, server.stopSignals) };
  await stopProcess(pid, server.stopSignals);
  throw new Error(`${server.command.at(0)} did not start: ${await lastWords(server.logFile)}`);
}

async function launch({ command: [file = '', ...args], logFile }: ServerCommand): Promise<number> {
  const log = openSync(logFile, 'a', 0o600);
  try {
    // A group of its own: Ctrl-C reaches whoever owns the server, who stops it when nobody needs it any more.
    const child = spawn(file, args, { stdio: ['ignore', log, log], detached: true });
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('spawn', () => resolve(child.pid as number));
    });
  } finally {
    closeSync(log);
  }
}

async function lastWords(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-4).join(' | ') || 'it said nothing';
}
