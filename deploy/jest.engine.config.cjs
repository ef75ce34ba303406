// Needs a Docker engine and the base images; each spec says in one sentence why it is skipped where they are not there.
module.exports = {
  displayName: 'deploy-engine',
  preset: '../jest.preset.js',
  rootDir: __dirname,
  testMatch: ['**/specs/**/*.engine-spec.ts'],
  testTimeout: 120_000,
};
