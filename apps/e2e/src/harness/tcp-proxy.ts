import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

interface Trouble {
  /** Added to each piece in each direction. */
  delayMs: number;
  /** Share of the pieces at which the connection breaks, 0 to 1. */
  resets: number;
  random: () => number;
}

/** A wire that can be made slow, broken, dead or cut, between one process and one server. */
export class TcpProxy {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private trouble?: Trouble;
  private state: 'open' | 'silent' | 'cut' = 'open';

  private constructor(private readonly target: URL) {
    this.server = createServer({ noDelay: true }, (socket) => this.carry(socket));
  }

  /** Listens on a free port of 127.0.0.1. @param address of the server, whatever its protocol */
  static async before(address: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(new URL(address));
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The server's address by way of this wire; path and credentials stay. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    return url.href.replace(/\/$/, '');
  }

  /** Nothing stands in the way any more. */
  heal(): void {
    // Pieces that a dead wire swallowed are gone, so its connections cannot go on.
    if (this.state === 'silent') this.breakAll();
    this.state = 'open';
    this.trouble = undefined;
  }

  slow(trouble: Trouble): void {
    this.trouble = trouble;
  }

  /** Pieces vanish in both directions, as when a cable is pulled; nobody is told. */
  silence(): void {
    this.state = 'silent';
  }

  /** All connections break and new ones are refused. */
  cut(): void {
    this.state = 'cut';
    this.breakAll();
  }

  breakAll(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.breakAll();
    await once(this.server.close(), 'close');
  }

  private carry(near: Socket): void {
    if (this.state === 'cut') return void near.resetAndDestroy();
    const { hostname: host, port } = this.target;
    const far = connect({ host, port: Number(port), noDelay: true });
    this.forward(near, far);
    this.forward(far, near);
  }

  private forward(from: Socket, to: Socket): void {
    this.sockets.add(from);
    const breakBoth = () => {
      from.resetAndDestroy();
      to.resetAndDestroy();
    };
    from.on('data', (piece) => this.pass(piece, to, breakBoth));
    from.on('end', () => this.later(() => to.end()));
    from.on('error', breakBoth);
    from.on('close', () => {
      this.sockets.delete(from);
      if (from.errored) to.resetAndDestroy();
      else this.later(() => to.end());
    });
  }

  private pass(piece: Buffer, to: Socket, breakBoth: () => void): void {
    if (this.state !== 'open') return;
    const { trouble } = this;
    if (trouble && trouble.random() < trouble.resets) return breakBoth();
    this.later(() => {
      if (to.writable) to.write(piece);
    });
  }

  /** Timers of one length fire in the order in which they were set, so pieces keep theirs. */
  private later(step: () => void): void {
    if (this.trouble?.delayMs) setTimeout(step, this.trouble.delayMs);
    else step();
  }
}
