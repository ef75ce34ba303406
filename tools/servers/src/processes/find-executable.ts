import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

/** Full path of the first of `names` that is on PATH or, after that, in one of `extraDirs`. */
export function findExecutable(
  names: readonly string[],
  extraDirs: readonly string[] = [],
  pathVariable = process.env['PATH'] ?? '',
): string | undefined {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const dirs = [...pathVariable.split(path.delimiter).filter(Boolean), ...extraDirs];
  return dirs
    .flatMap((dir) => names.map((name) => path.join(dir, name + suffix)))
    .find((file) => isExecutable(file));
}
