// What is inside a built program, as CycloneDX 1.6 JSON: `node tools/security/sbom.mjs apps/bot-gateway`.
// The bundler writes down which packages it took in; npm's own list would name all of the workspace.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { workspaceRoot } from '../setup/workspace-root.mjs';
import { bomOf, faultsOf } from './bom.mjs';

const projects = process.argv.slice(2);
if (projects.length === 0) throw new Error('Say which built programs, such as apps/bot-gateway');
const folder = path.join(workspaceRoot, 'dist/sbom');
mkdirSync(folder, { recursive: true });
for (const project of projects) {
  const read = (file) => JSON.parse(readFileSync(path.join(workspaceRoot, file), 'utf8'));
  const { name, bundledDependencyVersions } = read(`dist/${project}/package.json`);
  const lock = read('package-lock.json').packages;
  const bom = bomOf({
    name,
    version: read('package.json').version,
    packages: bundledDependencyVersions,
    lock,
  });
  const faults = faultsOf(bom);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const file = path.join(folder, `${path.basename(project)}.cdx.json`);
  writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`);
  console.log(`${path.relative(workspaceRoot, file)}: ${bom.components.length} packages`);
}
