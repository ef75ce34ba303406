export {
  CONFIG,
  flag,
  InvalidConfig,
  parseConfig,
  processEnv,
  readConfig,
  redisEnv,
  wholeNumber,
} from './config/config';
export type { ConfigRules, RedisConfig } from './config/config';
export { ConfigModule } from './config/config.module';
export { withDeadline } from './deadline';
export { DomainError, isPermanent } from './errors';
export { hearEvents } from './events/hear-events';
export { redisTransport } from './events/redis-transport';
export { Gathering, type GatheringOptions } from './gathering';
export { HealthChecks, type HealthCheck } from './health/health-checks';
export { HealthModule } from './health/health.module';
export { measureHttp } from './health/http-metrics';
export { Metrics, type Reading } from './health/metrics';
export { once } from './health/once';
export { type ProviderCall, ProviderCalls } from './health/provider-calls';
export { JobProcessor } from './jobs/job-processor';
export type { Reminder } from './jobs/job-queue';
export { Jobs } from './jobs/jobs';
export { JobsModule } from './jobs/jobs.module';
export { Sweep } from './jobs/sweep';
export { JsonLogger } from './logging/logger';
export { maskSecrets } from './logging/redaction';
export { currentTraceId, newTraceId, runWithTrace, underThisTrace } from './logging/trace';
export { processName } from './process-name';
export { reportError } from './reporting/error-reports';
export { queuePrefix, redisConnection, type RedisConnection } from './redis/redis-connection';
export { ErrorFilter, refuseUnreadable, statusOf } from './run/error.filter';
export { run, type AppDefinition } from './run/run';
export { inSpan, rootSpan, rootSpanIdOf, type SpanFacts } from './tracing/span';
export { afterCommit, beforeCommit, runUnitOfWork, unitMemory } from './unit-of-work';
