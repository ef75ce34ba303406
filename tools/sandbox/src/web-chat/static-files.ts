import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A file of the page, ready to be sent. */
export interface StaticFile {
  type: string;
  body: Buffer;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/**
 * Reads a folder into memory, by URL path (`/js/main.js`; the index also as `/`). Requests are looked up in this
 * map and never become file names, so no path can climb out of the folder.
 */
export async function readStaticFiles(folder: string): Promise<Map<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && path.extname(entry.name) in TYPES)
    .map((entry) => path.join(entry.parentPath, entry.name));
  const files = new Map(await Promise.all(names.map((name) => readStaticFile(folder, name))));
  const index = files.get('/index.html');
  if (!index) throw new Error(`The web chat's page is missing: ${path.join(folder, 'index.html')}`);
  return files.set('/', index);
}

async function readStaticFile(folder: string, name: string): Promise<[string, StaticFile]> {
  const url = `/${path.relative(folder, name).split(path.sep).join('/')}`;
  return [url, { type: TYPES[path.extname(name)] ?? '', body: await readFile(name) }];
}
