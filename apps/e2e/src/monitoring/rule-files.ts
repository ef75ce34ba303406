import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';

export const MONITORING = path.resolve(__dirname, '../../../../deploy/monitoring');

export interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}
export interface RuleFile {
  groups: { name: string; interval?: string; rules: Rule[] }[];
}

/** Paths of the rule files. */
export async function ruleFiles(): Promise<string[]> {
  const folder = path.join(MONITORING, 'rules');
  return (await readdir(folder)).sort().map((name) => path.join(folder, name));
}

/** All rules of all files, in their order. */
export async function allRules(): Promise<Rule[]> {
  const files = await Promise.all((await ruleFiles()).map(async (file) => readRules(file)));
  return files.flatMap(({ groups }) => groups.flatMap(({ rules }) => rules));
}

export async function readRules(file: string): Promise<RuleFile> {
  return parse(await readFile(file, 'utf8')) as RuleFile;
}

export const alertNames = async (): Promise<string[]> =>
  (await allRules()).flatMap(({ alert }) => alert ?? []);
