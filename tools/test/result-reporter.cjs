// A Jest reporter: writes the counts of a project to tmp/test-results/<project>.json. The file is an output of
// the `test` target, so a run that Nx takes from its cache brings its counts along.
const { mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const folder = path.resolve(__dirname, '../../tmp/test-results');

module.exports = class ResultReporter {
  onRunComplete(contexts, results) {
    const [context] = contexts;
    const name = context?.config.displayName?.name;
    if (!name) return;
    mkdirSync(folder, { recursive: true });
    const counts = {
      name,
      passed: results.numPassedTests,
      // A file that cannot even be loaded counts as one failed test.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    };
    const file = `${name.replaceAll(/[^\w.-]+/g, '-')}.json`;
    writeFileSync(path.join(folder, file), `${JSON.stringify(counts)}\n`);
  }
};
