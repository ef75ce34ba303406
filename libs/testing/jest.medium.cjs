// Merged into each project's jest.medium.config.cjs: specs that need Postgres, Redis or S3.
module.exports = {
  testMatch: ['**/*.medium-spec.ts'],
  globalSetup: require.resolve('./global-setup.cjs'),
  globalTeardown: require.resolve('./global-teardown.cjs'),
  testTimeout: 30_000,
  // All is counted and closed by then; Node 24 was seen to spin for ever while it cleans up after a long run.
  forceExit: true,
};
