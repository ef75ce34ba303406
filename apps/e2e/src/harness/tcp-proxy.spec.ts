import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { TcpProxy } from './tcp-proxy';

describe('a proxy in front of a server', () => {
  let echo: Server;
  let proxy: TcpProxy;
  const clients: Socket[] = [];

  beforeEach(async () => {
    echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
    echo.listen(0, '127.0.0.1');
    await once(echo, 'listening');
    proxy = await TcpProxy.before(`tcp://127.0.0.1:${(echo.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    await proxy.close();
    await once(echo.close(), 'close');
  });

  async function client(): Promise<Socket> {
    const socket = connect(proxy.port, '127.0.0.1');
    clients.push(socket);
    await once(socket, 'connect');
    return socket;
  }
  async function echoed(socket: Socket, words: string): Promise<string> {
    const heard = once(socket, 'data');
    socket.write(words);
    return String((await heard)[0]);
  }

  it('should pass everything on while nothing is ordered', async () => {
    const socket = await client();
    expect(await echoed(socket, 'hello')).toBe('hello');
    const gone = once(socket, 'close');
    socket.end();
    expect(await gone).toEqual([false]);
  });

  it('should delay each piece in both directions and keep their order', async () => {
    const socket = await client();
    proxy.slow({ delayMs: 30, resets: 0, random: () => 1 });
    const begun = performance.now();
    expect(await echoed(socket, 'slow')).toBe('slow');
    expect(performance.now() - begun).toBeGreaterThan(55);
  });

  it('should reset the connection at the share of pieces that was ordered', async () => {
    const socket = await client();
    const chances = [0.5, 0.5, 0.005];
    proxy.slow({ delayMs: 0, resets: 0.01, random: () => chances.shift() ?? 0.5 });
    expect(await echoed(socket, 'one')).toBe('one');
    const reset = once(socket, 'data');
    socket.write('two');
    await expect(reset).rejects.toThrow('ECONNRESET');
  });

  it('should say nothing on a dead wire, and break it when it heals', async () => {
    const socket = await client();
    await echoed(socket, 'one');
    proxy.silence();
    let heard = '';
    socket.on('data', (piece) => (heard += String(piece)));
    socket.write('two');
    const late = await client(); // new connections vanish into the same silence
    late.write('three');
    const broken = [once(socket, 'data'), once(late, 'data')];
    proxy.heal();
    for (const end of broken) await expect(end).rejects.toThrow('ECONNRESET');
    expect(heard).toBe('');
    expect(await echoed(await client(), 'four')).toBe('four');
  });

  it('should break and refuse connections while it is cut', async () => {
    const socket = await client();
    await echoed(socket, 'one');
    const broken = once(socket, 'data');
    proxy.cut();
    await expect(broken).rejects.toThrow('ECONNRESET');
    const refused = connect(proxy.port, '127.0.0.1');
    await expect(once(refused, 'data')).rejects.toThrow('ECONNRESET');
    proxy.heal();
    expect(await echoed(await client(), 'two')).toBe('two');
  });
});
