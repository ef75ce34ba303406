// Figures, not tests: run by `nx bench accounts`, which prints them.
module.exports = {
  ...require('./jest.medium.config.cjs'),
  displayName: 'accounts:bench',
  testMatch: ['**/*.bench.ts'],
  testTimeout: 300_000,
};
