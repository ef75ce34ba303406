import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Leaves every body as the bytes that came: a signature is over bytes, and who has none is to learn nothing
 * from how a parser likes the body.
 */
export function rawBodies(app: NestFastifyApplication): void {
  app.getHttpAdapter().getInstance().removeAllContentTypeParsers(); // Fastify's own come before `*`
  app.useBodyParser('*');
}
