// Needs Postgres, Redis or S3: never cached, not part of `nx test`.
module.exports = {
  ...require('./jest.config.cjs'),
  ...require('../testing/jest.medium.cjs'),
  displayName: 'privacy:medium',
};
