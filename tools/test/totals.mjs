import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const folderOf = (root) => path.join(root, 'tmp/test-results');

export function clearResults(root) {
  rmSync(folderOf(root), { recursive: true, force: true });
}

/** Counts per run of Jest, as the reporter wrote them: `database`, `database:medium`, `e2e`... */
export function readResults(root) {
  const folder = folderOf(root);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((file) =>
    JSON.parse(readFileSync(path.join(folder, file), 'utf8')),
  );
}

/**
 * Tests summed over all; a failed task counts as one failure of its own, unless it is a run of Jest whose
 * failed tests are counted already.
 */
export function total(results, failedTasks) {
  const withFailedTests = new Set(
    results.filter(({ failed }) => failed > 0).map(({ name }) => name),
  );
  const sum = (pick) => results.reduce((count, result) => count + pick(result), 0);
  const others = failedTasks.filter((task) => !withFailedTests.has(task));
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed) + others.length,
  };
}
