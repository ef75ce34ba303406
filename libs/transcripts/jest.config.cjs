module.exports = {
  displayName: 'transcripts',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
};
