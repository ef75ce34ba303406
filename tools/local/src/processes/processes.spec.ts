import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isRunning, until } from '@aisha/servers';
import { readSettings } from '../settings/local-settings';
import { lastWords, messageOfLine, prepareLogFile } from './log-file';
import { askHealth, askPorts, describeReport } from './readiness';
import { restartDelayMs } from './restart-delay';
import { RunRecord } from './run-record';
import { SupervisedProgram } from './supervised-program';
import { parseLsof, parseSs, refuseTakenPorts } from './taken-ports';

const folder = mkdtempSync(path.join(tmpdir(), 'aisha-programs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const listening = async (status: number, body: unknown) => {
  const server = createServer((_, response) => {
    response.writeHead(status).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, close: () => server.close() };
};

describe('readiness', () => {
  it('should be what /health says', async () => {
    const checks = { redis: { status: 'down', detail: 'ECONNREFUSED' }, db: { status: 'ok' } };
    const well = await listening(200, { status: 'ok' });
    const ill = await listening(503, { checks });
    expect(await askHealth(`http://127.0.0.1:${well.port}`)).toEqual({ ready: true });
    expect(await askHealth(`http://127.0.0.1:${ill.port}`)).toEqual({
      ready: false,
      why: 'redis is down (ECONNREFUSED)',
    });
    expect(await askPorts('127.0.0.1', [well.port, ill.port])).toEqual({ ready: true });
    well.close();
    ill.close();
    expect(describeReport({})).toBe('');
  });
});

describe('taken ports', () => {
  it('should be refused in one sentence that says how to move', async () => {
    const { port, close } = await listening(200, {});
    const settings = readSettings({ SANDBOX_CHAT_PORT: String(port) });
    await expect(refuseTakenPorts(settings)).rejects.toThrow(
      new RegExp(
        `^Port ${port} \\(chat\\) is taken.*: stop that, or set SANDBOX_CHAT_PORT in .env.$`,
      ),
    );
    close();
  });

  it('should tell whose they are from what ss and lsof print', () => {
    const ss = 'LISTEN 0 511 127.0.0.1:80 0.0.0.0:* users:(("node",pid=12,fd=21))';
    expect(parseSs(ss)).toBe('node (process 12)');
    expect(parseSs('')).toBeUndefined();
    expect(parseLsof('p12\ncnode\n')).toBe('node (process 12)');
    expect(parseLsof('')).toBeUndefined();
  });
});

describe('log files', () => {
  it('should begin anew when they have grown over 20 MB', () => {
    const file = path.join(folder, 'logs/large.log');
    prepareLogFile(file);
    writeFileSync(file, Buffer.alloc(21 * 1024 * 1024));
    prepareLogFile(file);
    expect(statSync(file).size).toBe(0);
  });

  it('should give the messages of the last lines of this run', async () => {
    const file = path.join(folder, 'words.log');
    const old = '{"msg":"of an earlier run"}\n';
    writeFileSync(file, `${old}{"msg":"connecting"}\n{"msg":"failed","err":{"message":"no"}}\n`);
    expect(await lastWords(file, old.length)).toBe('connecting | failed: no');
    expect(messageOfLine('plain text')).toBe('plain text');
  });
});

describe('restarts', () => {
  it('should wait longer each time, and not for long after a long life', () => {
    expect([1, 2, 3, 9].map((deaths) => restartDelayMs(deaths, 10))).toEqual([
      1_000, 2_000, 4_000, 30_000,
    ]);
    expect(restartDelayMs(9, 61_000)).toBe(1_000);
  });

  it('should bring back a program that died, and stop it for good when asked', async () => {
    const script = path.join(folder, 'dies-once.cjs');
    const mark = path.join(folder, 'mark');
    writeFileSync(
      script,
      `const fs = require('node:fs');
       if (!fs.existsSync(process.env.MARK)) { fs.writeFileSync(process.env.MARK, ''); console.log('first'); process.exit(3); }
       fs.writeFileSync(process.env.MARK, 'again'); setInterval(() => {}, 1000);`,
    );
    const notices: string[] = [];
    let starts = 0;
    const program = new SupervisedProgram({
      name: 'dies-once',
      script,
      env: { MARK: mark, PATH: process.env['PATH'] ?? '' },
      logFile: path.join(folder, 'dies-once.log'),
      onNotice: (line) => notices.push(line),
      onStart: () => (starts += 1),
    });
    program.start();
    const again = () => starts === 2 && readFileSync(mark, 'utf8') === 'again';
    expect(await until(again, 10_000)).toBe(true);
    expect(notices).toEqual(['dies-once ended (exit code 3): first. Starting it again in 1 s']);
    const { pid } = program;
    await program.stop();
    expect(isRunning(pid as number)).toBe(false);
    expect(starts).toBe(2);
  });
});

describe('run record', () => {
  it('should refuse a second run in the same folder', async () => {
    // The parent of this process stands for the other run: every command line holds an empty folder name.
    writeFileSync(
      path.join(folder, 'run.json'),
      JSON.stringify({ pid: process.ppid, programs: [] }),
    );
    const record = new RunRecord(folder, '');
    await expect(record.take()).rejects.toThrow('Aisha runs already in this folder');
  });

  it('should take over from a run that is gone', async () => {
    writeFileSync(
      path.join(folder, 'run.json'),
      JSON.stringify({ pid: 2 ** 22 + 1, programs: [] }),
    );
    const record = new RunRecord(folder, folder);
    await record.take();
    record.note([1]);
    expect(JSON.parse(readFileSync(path.join(folder, 'run.json'), 'utf8'))).toEqual({
      pid: process.pid,
      programs: [1],
    });
    record.release();
    await record.take();
    record.release();
  });
});
