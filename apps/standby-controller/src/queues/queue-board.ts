import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, redisConnection, type RedisConfig, type RedisConnection } from '@aisha/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { knownQueues } from './known-queues';

export const BOARD_PATH = '/queues';

/** The queues as pages. Loaded, and connected to Redis, when somebody looks for the first time. */
@Injectable()
export class QueueBoard implements OnApplicationShutdown {
  private readonly logger = new Logger(QueueBoard.name);
  private board?: Promise<FastifyInstance>;
  private connection?: RedisConnection;

  constructor(@Inject(CONFIG) private readonly config: RedisConfig) {}

  /** Answers the request. */
  async show({ raw: request }: FastifyRequest, reply: FastifyReply): Promise<void> {
    const board = await (this.board ??= this.open());
    reply.hijack();
    board.routing(request, reply.raw);
  }

  async onApplicationShutdown(): Promise<void> {
    await (await this.board?.catch(() => undefined))?.close();
    this.connection?.disconnect();
  }

  private async open(): Promise<FastifyInstance> {
    const { openBullBoard } = await import('./bull-board');
    this.connection = redisConnection(this.config, 'producer');
    return openBullBoard({
      path: BOARD_PATH,
      queues: knownQueues(),
      connection: this.connection,
      onError: (error) => this.logger.warn({ msg: 'queue connection', error }),
    });
  }
}
