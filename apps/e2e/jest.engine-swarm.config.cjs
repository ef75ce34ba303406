// The stack on an engine that becomes a swarm: run by `nx run e2e:engine-swarm`.
module.exports = {
  ...require('./jest.engine.config.cjs'),
  displayName: 'e2e:engine-swarm',
  testMatch: ['**/swarm.engine-spec.ts'],
  testPathIgnorePatterns: [],
};
