module.exports = {
  displayName: 'avatars',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
};
