// By itself, on a machine with nothing else to do: run by `nx run e2e:alerts`. Its rules go thirty times faster than
// time does, so that a process that waits for a processor looks like one that is in trouble.
module.exports = {
  ...require('./jest.e2e.config.cjs'),
  displayName: 'alerts',
  testMatch: ['**/*.causes-spec.ts'],
};
