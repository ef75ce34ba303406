import { isAbandoned, testDatabaseName } from './template-database';

const hour = 3_600_000;
const now = Date.UTC(2026, 0, 2);

describe('names of test databases', () => {
  it('should say test and be new each time', () => {
    expect(testDatabaseName('clone')).toMatch(/^aisha_test_clone_/);
    expect(testDatabaseName('clone', now)).not.toBe(testDatabaseName('clone', now));
  });

  it('should tell what an earlier run left behind from what is in use', () => {
    expect(isAbandoned(testDatabaseName('clone', now - 7 * hour), now)).toBe(true);
    expect(isAbandoned(testDatabaseName('clone', now - hour), now)).toBe(false);
  });

  it('should leave alone databases that others named', () => {
    expect(isAbandoned('aisha_test', now)).toBe(false);
    expect(isAbandoned('aisha_test_mine_1_zz', now)).toBe(false);
  });
});
