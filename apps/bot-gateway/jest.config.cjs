module.exports = {
  displayName: 'bot-gateway',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
};
