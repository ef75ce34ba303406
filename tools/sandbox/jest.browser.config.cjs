// The web chat in a real Chromium (CHROMIUM_PATH, else Debian's): npx jest -c tools/sandbox/jest.browser.config.cjs
module.exports = {
  displayName: 'sandbox-browser',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
  testMatch: ['**/*.browser-spec.ts'],
  setupFilesAfterEnv: ['<rootDir>/src/web-chat/specs/network-change.setup.ts'],
  testTimeout: 60_000,
};
