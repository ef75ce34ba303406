import {
  testBucketPrefix,
  testDatabaseUrl,
  testRedisUrl,
  testS3Address,
  withoutPassword,
} from './test-addresses';

const s3 = {
  TEST_S3_ENDPOINT: 'http://127.0.0.1:9000',
  TEST_S3_ACCESS_KEY: 'key',
  TEST_S3_SECRET_KEY: 'secret',
};

describe('test addresses', () => {
  it('should be absent when nothing is set', () => {
    expect(testDatabaseUrl({})).toBeUndefined();
    expect(testRedisUrl({})).toBeUndefined();
    expect(testS3Address({})).toBeUndefined();
  });

  it('should not look at the addresses of the apps', () => {
    expect(testDatabaseUrl({ DATABASE_URL: 'postgresql://h/aisha' })).toBeUndefined();
    expect(testRedisUrl({ REDIS_URL: 'redis://h' })).toBeUndefined();
  });

  it('should accept a database with test in its name, in both spellings of the scheme', () => {
    const url = 'postgresql://u:p@h:5432/aisha_test';
    expect(testDatabaseUrl({ TEST_DATABASE_URL: url })).toBe(url);
    expect(
      testDatabaseUrl({ TEST_DATABASE_URL: 'postgresql+asyncpg://u:p@h:5432/aisha_test' }),
    ).toBe(url);
  });

  it('should refuse a database whose name does not say test, without showing the password', () => {
    const open = () => testDatabaseUrl({ TEST_DATABASE_URL: 'postgresql://u:hidden@test/aisha' });
    expect(open).toThrow('TEST_DATABASE_URL names the database "aisha"');
    expect(open).not.toThrow(/hidden/);
  });

  it('should refuse what is no address', () => {
    expect(() => testDatabaseUrl({ TEST_DATABASE_URL: 'localhost/test' })).toThrow(
      'TEST_DATABASE_URL must be an address that begins with postgresql:// or postgres://.',
    );
    expect(() => testRedisUrl({ TEST_REDIS_URL: 'redis://h/name' })).toThrow('database number');
  });

  it('should accept a Redis with and without a database number', () => {
    expect(testRedisUrl({ TEST_REDIS_URL: 'redis://h:6379' })).toBe('redis://h:6379');
    expect(testRedisUrl({ TEST_REDIS_URL: 'rediss://h:6379/5' })).toBe('rediss://h:6379/5');
  });

  it('should want the three S3 variables together', () => {
    expect(testS3Address(s3)).toEqual({
      endpoint: 'http://127.0.0.1:9000',
      accessKey: 'key',
      secretKey: 'secret',
    });
    expect(() => testS3Address({ TEST_S3_ENDPOINT: 'http://h' })).toThrow(
      'TEST_S3_ACCESS_KEY and TEST_S3_SECRET_KEY must be set too',
    );
  });

  it('should refuse buckets whose name does not say test', () => {
    expect(testBucketPrefix({})).toBe('aisha-test');
    expect(testBucketPrefix({ TEST_S3_BUCKET: 'my-tests' })).toBe('my-tests');
    expect(() => testS3Address({ ...s3, TEST_S3_BUCKET: 'aisha' })).toThrow(
      'TEST_S3_BUCKET is "aisha"',
    );
  });

  it('should show an address without its password', () => {
    expect(withoutPassword('redis://:secret@h:6379/3')).toBe('redis://h:6379/3');
  });
});
