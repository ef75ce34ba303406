import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { PersonWords } from './person-words';

/** A shorter value would be found by chance. */
const SHORTEST_SECRET = 6;

/** Secrets that are made while the apps run, so that only their form is known. */
const FORMS: Record<string, RegExp> = {
  'signature of a presigned address': /X-Amz-(Signature|Credential|Security-Token)=(?!\[hidden)\w/i,
  'token of a callback': /\.[0-9a-f-]{36}\.\d+\.[\w-]{43}/,
  'bot token': /\d{6,}:[\w-]{30,}/,
  'bearer token': /\b(bearer|basic) (?!\[hidden)[\w.~+/=-]{8,}/i,
  'password in an address': /:\/\/[^:@/\s"]*:(?!\[hidden)[^@/\s"]+@/,
  'private key': /BEGIN [A-Z ]*PRIVATE KEY/,
};

/** What no log may hold. */
export interface Confidential {
  /** Values by what they are, such as the name of their variable. */
  secrets: ReadonlyMap<string, string>;
  words: PersonWords;
}

/** The variables of an app whose values are secret, with each way in which they may be written. */
export function secretsOf(env: Readonly<Record<string, string>>): Map<string, string> {
  const secret = Object.entries(env).filter(
    ([name, value]) =>
      /(TOKEN|SECRET|KEY|PASSWORD|DSN)$/.test(name) && value.length >= SHORTEST_SECRET,
  );
  return new Map(
    secret.flatMap(([name, value]) => [
      [value, name],
      [encodeURIComponent(value), name],
      [Buffer.from(value).toString('base64').replace(/=+$/, ''), `${name} in base64`],
    ]),
  );
}

/** @returns what kinds of secrets and words a line holds */
export function leaksIn(line: string, { secrets, words }: Confidential): string[] {
  const known = [...secrets].filter(([value]) => line.includes(value)).map(([, name]) => name);
  const formed = Object.keys(FORMS).filter((kind) => FORMS[kind]!.test(line));
  return [...new Set([...known, ...formed, ...words.in(line)])];
}

/** Searches every file of a folder. @returns where and what, never the secret itself; each context once a file */
export async function leaksOf(folder: string, confidential: Confidential): Promise<string[]> {
  const found = new Map<string, string>();
  for (const file of (await readdir(folder)).sort()) {
    const lines = createInterface({ input: createReadStream(path.join(folder, file), 'utf8') });
    let number = 0;
    for await (const line of lines) {
      number += 1;
      for (const kind of leaksIn(line, confidential)) {
        const where = `${file}, a line of ${contextOf(line)}: ${kind}`;
        if (!found.has(where)) found.set(where, `${where}, first in line ${number}`);
      }
    }
  }
  return [...found.values()];
}

/** The class that wrote a line. */
const contextOf = (line: string): string => /"context":"(\w+)"/.exec(line)?.[1] ?? 'no class';
