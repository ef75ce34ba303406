module.exports = {
  displayName: 'servers',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
};
