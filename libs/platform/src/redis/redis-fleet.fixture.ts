import { Controller, type INestApplication } from '@nestjs/common';
import { ClientProxyFactory, EventPattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { lastValueFrom } from 'rxjs';
import type { RedisConfig } from '../config/config';
import { hearEvents } from '../events/hear-events';
import { redisTransport } from '../events/redis-transport';

@Controller()
class Ear {
  readonly heard: string[] = [];

  @EventPattern('said')
  hear(@Payload() word: string): void {
    this.heard.push(word);
  }
}

/** A process that hears what another says over Nest's Redis transport. */
export async function openEvents(config: RedisConfig) {
  const module = await Test.createTestingModule({ controllers: [Ear] }).compile();
  const app: INestApplication = module.createNestApplication(new FastifyAdapter());
  app.useLogger(false);
  await app.init();
  hearEvents(app, config);
  const client = ClientProxyFactory.create(redisTransport(config));
  return {
    heard: app.get(Ear).heard,
    say: (word: string) => lastValueFrom(client.emit('said', word), { defaultValue: undefined }),
    close: async () => {
      await Promise.allSettled([client.close(), app.close()]);
    },
  };
}
