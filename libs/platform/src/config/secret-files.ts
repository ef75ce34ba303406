import { readFileSync } from 'node:fs';

type Given = Readonly<Record<string, string | undefined>>;

/**
 * Container engines hand secrets over as files: `NAME_FILE` is the path of a file with the value of NAME. Line
 * ends behind the value are the editor's, not the secret's.
 * @returns the environment with those values in place, and what was wrong with the files
 */
export function withSecretFiles(
  names: readonly string[],
  env: Given,
): { env: Record<string, string | undefined>; faults: string[] } {
  const values: Record<string, string | undefined> = { ...env };
  const faults: string[] = [];
  for (const name of names) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    if (env[name]) faults.push(`${name} and ${name}_FILE are both set`);
    else values[name] = contentOf(file, name, faults);
  }
  return { env: values, faults };
}

function contentOf(file: string, name: string, faults: string[]): string | undefined {
  try {
    const value = readFileSync(file, 'utf8').replace(/[\r\n]+$/, '');
    if (value === '') faults.push(`${name}_FILE names an empty file`);
    return value;
  } catch (error) {
    faults.push(`${name}_FILE can't be read (${(error as NodeJS.ErrnoException).code})`);
    return undefined;
  }
}
