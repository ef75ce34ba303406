import fastify from 'fastify';
import { Agent, request } from 'undici';
import { closeAfterAnswers } from './close-after-answers';

describe('a server that closes', () => {
  it('should not wait for connections that a proxy would keep', async () => {
    const server = fastify();
    closeAfterAnswers(server);
    const leaving = new Promise<void>((resolve) =>
      server.addHook('preClose', async () => resolve()),
    );
    let answer!: () => void;
    const arrived = new Promise<void>((arrive) => {
      server.get('/slow', async () => {
        arrive();
        await new Promise<void>((resolve) => (answer = resolve));
        return 'done';
      });
    });
    const address = await server.listen({ host: '127.0.0.1', port: 0 });
    const proxy = new Agent({ keepAliveTimeout: 60_000 });
    const asked = request(`${address}/slow`, { dispatcher: proxy });
    await arrived;
    const begun = performance.now();
    const closed = server.close();
    await leaving;
    answer();
    const { headers, body } = await asked;
    expect(await body.text()).toBe('done');
    expect(headers.connection).toBe('close');
    await closed;
    expect(performance.now() - begun).toBeLessThan(3_000);
    await proxy.close();
  });
});
