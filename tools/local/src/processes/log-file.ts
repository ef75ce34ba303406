import { mkdirSync, openSync, statSync, truncateSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';

const largestBytes = 20 * 1024 * 1024;

/** Makes the file and its folder ready for appending; one that has grown too large begins anew. */
export function prepareLogFile(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestBytes) truncateSync(file);
}

/** A descriptor for the output of a process, and the size of the file before it. */
export function openLog(file: string): { descriptor: number; before: number } {
  const descriptor = openSync(file, 'a', 0o600);
  return { descriptor, before: statSync(file).size };
}

/** What a program said last, since the file had `before` bytes: the message of its last lines. */
export async function lastWords(file: string, before: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const from = Math.max(before, size - 8_192);
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(size - from),
      0,
      size - from,
      from,
    );
    const lines = buffer.toString('utf8', 0, bytesRead).trim().split('\n').filter(Boolean);
    return lines.slice(-3).map(messageOfLine).join(' | ') || 'it said nothing';
  } finally {
    await handle.close();
  }
}

/** Apps log JSON lines; before their logging starts they print plain text. */
export function messageOfLine(line: string): string {
  try {
    const {
      msg,
      message = msg,
      err,
    } = JSON.parse(line) as {
      msg?: string;
      message?: string;
      err?: { message?: string };
    };
    return [message, err?.message].filter(Boolean).join(': ') || line;
  } catch {
    return line;
  }
}
