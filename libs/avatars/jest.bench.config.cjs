// Figures, not tests: run by `nx bench avatars`, which prints them.
module.exports = {
  ...require('./jest.medium.config.cjs'),
  displayName: 'avatars:bench',
  testMatch: ['**/*.bench.ts'],
  testTimeout: 300_000,
};
