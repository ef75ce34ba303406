import 'reflect-metadata';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { z } from 'zod';
import { type ConfigRules, type processEnv, readConfig } from '../config/config';
import { ConfigModule } from '../config/config.module';
import { HealthModule } from '../health/health.module';
import { measureHttp } from '../health/http-metrics';
import { Metrics } from '../health/metrics';
import { JsonLogger } from '../logging/logger';
import { secretsIn } from '../logging/redaction';
import { reportError } from '../reporting/error-reports';
import { closeAfterAnswers } from './close-after-answers';
import { ErrorFilter, refuseUnreadable } from './error.filter';
import { Telemetry } from './telemetry';

type ProcessShape = ReturnType<typeof processEnv>;
type ConfigOf<Shape extends z.ZodRawShape> = z.infer<z.ZodObject<Shape>>;

export interface AppDefinition<Shape extends z.ZodRawShape> {
  /** The app's name: its role in health and logs. */
  name: string;
  /** Everything it reads from the environment, composed of the fragments that the libs export. */
  env: Shape;
  /** What must hold between its variables. */
  rules?: ConfigRules;
  module: Type;
  /** Largest request body in bytes. */
  bodyLimit?: number;
  /** Last touches before it listens, such as a Redis transport. */
  prepare?(app: NestFastifyApplication, config: ConfigOf<Shape>): Promise<void>;
}

@Module({})
class RootModule {
  static around(telemetry: Telemetry, imports: (Type | DynamicModule)[]): DynamicModule {
    return {
      module: RootModule,
      imports,
      providers: [
        { provide: Telemetry, useValue: telemetry },
        // An app's own filter comes later, and therefore first.
        { provide: APP_FILTER, useClass: ErrorFilter },
      ],
    };
  }
}

/** Below the 10 s that container engines leave before they kill. Work that is cut off is done again by others. */
const GRACE_MS = 9_000;

/** Starts an app: configuration first, then Nest, then HTTP; ends with code 0 on SIGTERM and SIGINT. */
export async function run<Shape extends ProcessShape>(app: AppDefinition<Shape>): Promise<void> {
  const config = readConfig(app.env, app.rules);
  const settings = config as ConfigOf<ProcessShape>;
  const { HTTP_HOST, HTTP_PORT, LOG_LEVEL, INSTANCE_ID } = settings;
  const secrets = secretsIn(config);
  const logger = new JsonLogger({
    app: app.name,
    instance: INSTANCE_ID,
    level: LOG_LEVEL,
    secrets,
  });
  process.on('unhandledRejection', (error) => {
    logger.error({ msg: 'unhandled rejection', error });
    reportError(error, 'unhandled rejection');
  });
  const telemetry = new Telemetry(app.name, settings, logger);
  try {
    await telemetry.open();
    const adapter = new FastifyAdapter({
      bodyLimit: app.bodyLimit ?? 1_048_576,
      frameworkErrors: refuseUnreadable,
    });
    closeAfterAnswers(adapter.getInstance());
    measureHttp(adapter.getInstance(), () => nest.get(Metrics)); // asked at the first answer
    const nest = await NestFactory.create<NestFastifyApplication>(
      RootModule.around(telemetry, [
        ConfigModule.forRoot(config),
        HealthModule.forRole(app.name),
        app.module,
      ]),
      adapter,
      { logger, rawBody: true, abortOnError: false },
    );
    nest.enableShutdownHooks([], { useProcessExit: true });
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => limitGrace(logger));
    await app.prepare?.(nest, config);
    await nest.listen(HTTP_PORT, HTTP_HOST);
    logger.log({ msg: 'listening', port: HTTP_PORT });
  } catch (error) {
    logger.error({ msg: 'could not start', error });
    process.exit(1);
  }
}

function limitGrace(logger: JsonLogger): void {
  setTimeout(() => {
    logger.warn({ msg: 'the grace period is over, work in hand is left to others' });
    process.exit(0);
  }, GRACE_MS).unref();
}
