module.exports = {
  displayName: 'webhook-api',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
};
