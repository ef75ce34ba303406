module.exports = {
  displayName: 'assistant',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
};
