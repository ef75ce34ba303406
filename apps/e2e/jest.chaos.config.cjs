// Load and faults, and a checker that counts: run by `nx chaos e2e`, which prints a table and fails on any fault of ours.
module.exports = {
  ...require('./jest.e2e.config.cjs'),
  displayName: 'chaos',
  testMatch: ['**/*.chaos.ts'],
  testTimeout: 3_600_000,
};
