import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The folder with Bull Board's pages: beside the bundle, or in its package where the sources run. */
export function boardFiles(): string {
  const beside = path.join(import.meta.dirname, 'queue-board');
  if (existsSync(beside)) return beside;
  return path.dirname(createRequire(import.meta.url).resolve('@bull-board/ui/package.json'));
}
