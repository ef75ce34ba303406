// Renders the chart for each file of cases/ into rendered/, with the real Helm (3 or 4, on PATH or named by HELM):
//   node deploy/helm/render.mjs
// What it wrote is committed: specs check it where there is no Helm, and the first line says what it was made from.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const here = import.meta.dirname;

export const cases = () =>
  readdirSync(path.join(here, 'cases')).map((file) => path.basename(file, '.yaml'));

export const renderedFile = (name) => path.join(here, 'rendered', `${name}.yaml`);

/** Changes with every file that has a part in what is rendered. */
export function digest(name) {
  const hash = createHash('sha256');
  const chart = path.join(here, 'aisha');
  const files = readdirSync(chart, { recursive: true })
    .filter((file) => /\.(ya?ml|tpl|json)$/.test(file))
    .sort();
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(path.join(chart, file)));
  return hash.update(readFileSync(path.join(here, 'cases', `${name}.yaml`))).digest('hex');
}

/** @returns what Helm makes of a case, or undefined where there is no Helm */
export function render(name) {
  const file = path.join(here, 'cases', `${name}.yaml`);
  const words = ['template', 'aisha', path.join(here, 'aisha'), '--namespace', 'bots'];
  const { error, status, stdout, stderr } = spawnSync(
    process.env.HELM ?? 'helm',
    [...words, '--kube-version', '1.30', '--values', file],
    { encoding: 'utf8' },
  );
  if (error?.code === 'ENOENT') return undefined;
  if (error ?? status !== 0) throw error ?? new Error(stderr);
  return `# From ${digest(name)}\n${stdout}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync(path.join(here, 'rendered'), { recursive: true });
  for (const name of cases()) {
    const text = render(name);
    if (text === undefined) throw new Error('There is no helm: install Helm, or name it in HELM');
    writeFileSync(renderedFile(name), text);
  }
}
