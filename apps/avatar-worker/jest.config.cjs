module.exports = {
  displayName: 'avatar-worker',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
};
