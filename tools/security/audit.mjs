// Asks the registry for known faults of the packages that run in production: `node tools/security/audit.mjs`.
// Fails on those that are high or critical. A registry that has no such list is said and fails nobody.
import { spawnSync } from 'node:child_process';
import { workspaceRoot } from '../setup/workspace-root.mjs';

const args = ['audit', '--omit=dev', '--audit-level=high', '--json'];
const { status, stdout, error } = spawnSync('npm', args, { cwd: workspaceRoot, encoding: 'utf8' });
if (error) throw error;
const report = answerOf(stdout);
if (!report?.metadata) {
  console.log(
    `The registry has no audit: ${report?.message ?? report?.error?.summary ?? 'no answer'}`,
  );
} else {
  const { info, low, moderate, high, critical } = report.metadata.vulnerabilities;
  console.log(`Known faults: ${critical} critical, ${high} high, ${moderate + low + info} others`);
  for (const { name, severity, range } of Object.values(report.vulnerabilities)) {
    console.log(`  ${severity}: ${name} ${range}`);
  }
  process.exitCode = status;
}

function answerOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
