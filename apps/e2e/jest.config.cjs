// The harness and the chaos bench's own parts: no apps, no servers.
module.exports = {
  displayName: 'e2e:harness',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
};
