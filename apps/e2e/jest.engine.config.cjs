// Needs a Docker engine: run by `nx engine e2e`, or one part of it (docs/testing.md). Skips itself elsewhere.
module.exports = {
  ...require('./jest.e2e.config.cjs'),
  displayName: 'e2e:engine',
  // Its servers are containers of its own.
  globalSetup: undefined,
  testMatch: ['**/*.engine-spec.ts'],
  // By itself, after all others: an engine that joins and leaves a swarm disturbs the networks of the others.
  testPathIgnorePatterns: ['swarm'],
  testTimeout: 300_000,
};
