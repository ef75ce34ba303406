module.exports = {
  displayName: 'transcription-worker',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
};
