export { eventually } from './eventually';
export type { EventuallyOptions } from './eventually';
export { copyOf, photoOf, photosOf, type SamplePerson, spoiltPhotos } from './people';
export { testBucket } from './test-bucket';
export type { TestBucket } from './test-bucket';
export { createTestDatabase } from './test-database';
export type { TestDatabase } from './test-database';
export { testRedisUrl } from './test-redis';
export { describeWithRedisBinary, testRedisCluster, testSentinelRedis } from './test-redis-fleet';
