module.exports = {
  displayName: 'standby-controller',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
};
