// Needs the built apps and real servers: run by `nx e2e e2e`, never cached, not part of `nx test`.
module.exports = {
  displayName: 'e2e',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
  ...require('../../libs/testing/jest.medium.cjs'),
  testMatch: ['**/*.e2e-spec.ts'],
  // Journeys mostly wait: three stacks at a time keep two cores busy and need about 3 GB.
  maxWorkers: 3,
  testTimeout: 90_000,
};
