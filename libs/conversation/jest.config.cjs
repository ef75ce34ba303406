module.exports = {
  displayName: 'conversation',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
};
