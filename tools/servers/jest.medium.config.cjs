// Starts and stops servers itself, so it needs none from the kit.
module.exports = {
  ...require('./jest.config.cjs'),
  displayName: 'servers:medium',
  testMatch: ['**/*.medium-spec.ts'],
  testTimeout: 60_000,
};
