// Needs a Docker engine: run by `nx engine e2e`, or one part of it (docs/testing.md). Skips itself elsewhere.
module.exports = {
  ...require('./jest.e2e.config.cjs'),
  displayName: 'e2e:engine',
  // Its servers are containers of its own.
  globalSetup: undefined,
  testMatch: ['**/*.engine-spec.ts'],
  testTimeout: 300_000,
};
