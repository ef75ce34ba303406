// Figures, not tests: run by `nx bench e2e`, which prints them.
module.exports = {
  ...require('./jest.e2e.config.cjs'),
  displayName: 'bench',
  testMatch: ['**/*.bench.ts'],
  testTimeout: 900_000,
};
