import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

export interface Variable {
  name: string;
  required: boolean;
}

const DIST = path.resolve(__dirname, '../../../../dist');

const asked = new Map<string, Promise<Variable[]>>();

/** What a built program, such as `apps/webhook-api`, says it reads from its environment. */
export function variablesOf(program: string): Promise<Variable[]> {
  const answer = asked.get(program) ?? ask(program);
  asked.set(program, answer);
  return answer;
}

async function ask(program: string): Promise<Variable[]> {
  const main = path.join(DIST, program, 'main.js');
  const { stdout } = await promisify(execFile)(process.execPath, [main, '--variables']);
  return JSON.parse(stdout) as Variable[];
}

/**
 * What is wrong with the variables that a program is handed: unknown ones, missing ones.
 * @param given names; NAME_FILE stands for NAME
 */
export async function variableFaults(program: string, given: string[]): Promise<string[]> {
  const variables = await variablesOf(program);
  const names = given.map((name) => name.replace(/_FILE$/, ''));
  const unknown = names.filter((name) => !variables.some((each) => each.name === name));
  const missing = variables.filter(({ name, required }) => required && !names.includes(name));
  return [
    ...unknown.map((name) => `${program} does not read ${name}`),
    ...missing.map(({ name }) => `${program} needs ${name}`),
  ];
}
