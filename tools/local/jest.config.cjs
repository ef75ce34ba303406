module.exports = {
  displayName: 'local',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
};
