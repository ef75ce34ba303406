// Needs Postgres and Redis: never cached, not part of `nx test`.
module.exports = {
  ...require('./jest.config.cjs'),
  ...require('../../libs/testing/jest.medium.cjs'),
  displayName: 'bot-gateway:medium',
};
