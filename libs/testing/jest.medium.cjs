// Merged into each project's jest.medium.config.cjs: specs that need Postgres, Redis or S3.
module.exports = {
  testMatch: ['**/*.medium-spec.ts'],
  globalSetup: require.resolve('./global-setup.cjs'),
  globalTeardown: require.resolve('./global-teardown.cjs'),
  testTimeout: 30_000,
};
