import { BadRequestException, Body, Controller, Get, Module, Post } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { request } from 'undici';
import { ErrorFilter, refuseUnreadable } from './error.filter';

@Controller()
class Breaking {
  @Get('query')
  query() {
    throw new Error('select * from users where id = $1: connect ECONNREFUSED 172.28.0.3:5432');
  }
  @Get('stranger')
  stranger() {
    throw Object.assign(new Error('NoSuchKey: /data/aisha/secret'), { statusCode: 404 });
  }
  @Get('outage')
  outage() {
    throw Object.assign(new Error('upstream s3:9000 is away'), { statusCode: 503 });
  }
  @Get('word')
  word() {
    throw { words: 'select 1' };
  }
  @Get('refusal')
  refusal() {
    throw new BadRequestException('to is missing');
  }
  @Post('body')
  body(@Body() body: unknown) {
    return body;
  }
}

@Module({ controllers: [Breaking], providers: [{ provide: APP_FILTER, useClass: ErrorFilter }] })
class BreakingModule {}

describe('what goes wrong inside', () => {
  let app: NestFastifyApplication;
  let address: string;

  beforeAll(async () => {
    const module = await Test.createTestingModule({ imports: [BreakingModule] }).compile();
    const adapter = new FastifyAdapter({ bodyLimit: 1_000, frameworkErrors: refuseUnreadable });
    app = module.createNestApplication<NestFastifyApplication>(adapter);
    app.useLogger(false);
    await app.listen(0, '127.0.0.1');
    address = await app.getUrl();
  });
  afterAll(() => app.close());

  const ask = async (path: string, type?: string, body?: string) => {
    const headers = type ? { 'content-type': type } : {};
    const method = body === undefined ? 'GET' : 'POST';
    const answer = await request(address + path, { method, headers, body });
    return [answer.statusCode, (await answer.body.json()) as unknown];
  };
  const plain = (statusCode: number, message: string) => [statusCode, { statusCode, message }];

  it.each(['/query', '/stranger', '/outage', '/word'])(
    'should tell whoever asks for %s nothing of it',
    async (path) => {
      expect(await ask(path)).toEqual(plain(500, 'Internal Server Error'));
    },
  );

  it.each([
    ['an unknown path', '/admin?token=abc', undefined, undefined, plain(404, 'Not Found')],
    ['a path that cannot be decoded', '/%E0%A4%A', undefined, undefined, plain(400, 'Bad Request')],
    ['a body that is no JSON', '/body', 'application/json', '{"a":', plain(400, 'Bad Request')],
    ['an empty body', '/body', 'application/json', '', plain(400, 'Bad Request')],
    ['an unknown type', '/body', 'text/x', 'a', plain(415, 'Unsupported Media Type')],
    [
      'a large body',
      '/body',
      'application/json',
      `"${'a'.repeat(1_000)}"`,
      plain(413, 'Payload Too Large'),
    ],
  ])('should answer %s by its status alone', async (_what, path, type, body, expected) => {
    expect(await ask(path, type, body)).toEqual(expected);
  });

  it('should say a refusal of our own', async () => {
    expect(await ask('/refusal')).toEqual([
      400,
      expect.objectContaining({ message: 'to is missing' }),
    ]);
  });
});
