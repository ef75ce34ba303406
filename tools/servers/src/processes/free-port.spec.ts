import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort } from './free-port';

describe('a free port', () => {
  it('should be one that a server can listen on', async () => {
    const port = await freePort();
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    await once(server.close(), 'close');
  });

  it('should never be one that outgoing connections take', async () => {
    const ports = await Promise.all(Array.from({ length: 200 }, () => freePort()));
    expect(Math.max(...ports)).toBeLessThan(32_768);
  });

  it('should not be given twice', async () => {
    const ports = await Promise.all(Array.from({ length: 200 }, () => freePort()));
    expect(new Set(ports).size).toBe(ports.length);
  });
});
