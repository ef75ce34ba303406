export { openServers } from './open-servers';
export type { OpenedServers, OpenServersOptions } from './open-servers';
export type {
  How,
  OpenedS3,
  OpenedServer,
  OpenedUrl,
  Progress,
  Purpose,
  ServerKind,
  ServersByKind,
} from './server.types';
export { messageOf, ServerUnavailable } from './unavailable.errors';
export { testBucketPrefix } from './addresses/test-addresses';
export { databaseUrl, onConnection } from './postgres/postgres-connection';
export { dropDatabase, testDatabaseName } from './template-database';
export { aptInstall } from './redis/apt-install';
export { findRedisBinary } from './redis/redis-binary';
export { startClusterRedis } from './redis/redis-cluster';
export type { ClusterRedis } from './redis/redis-cluster';
export { onRedis } from './redis/redis-connection';
export { startSentinelRedis } from './redis/redis-sentinel';
export type { SentinelRedis } from './redis/redis-sentinel';
export { testMark } from './redis/redis-mark';
export { dieWithParent } from './processes/die-with-parent';
export { findExecutable } from './processes/find-executable';
export { freePort } from './processes/free-port';
export { commandLineOf, isRunning, stopProcess } from './processes/running-process';
export { runCommand } from './processes/run-command';
export { restartablePostgres } from './restartable/restartable-postgres';
export { restartableRedis } from './restartable/restartable-redis';
export type { RestartableServer } from './restartable/restartable-server';
export { until } from './processes/until';
