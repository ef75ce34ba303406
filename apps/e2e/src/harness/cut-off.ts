import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/**
 * How the way to the other side is: open; each chunk late; connections refused and broken; or swallowed, as by
 * a firewall that drops packets: connections stay, nothing comes through.
 */
export type Passage = 'pass' | 'delay' | 'reset' | 'blackhole';

/** A TCP proxy between one program and a server that only this program goes through, and that can be cut. */
export class CutOff {
  private readonly pairs = new Set<[Socket, Socket]>();
  private passage: Passage = 'pass';

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
    private readonly delayMs: number,
  ) {
    server.on('connection', (near) => this.join(near));
  }

  /** @param target address of the server; its path and credentials stay in {@link url} */
  static async before(target: string, { delayMs = 200 } = {}): Promise<CutOff> {
    const server = createServer();
    const proxy = new CutOff(server, new URL(target), delayMs);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  /** The target's address through the proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href.replace(/\/$/, '');
  }

  /** From now on; connections that were swallowed break when the way is opened again. */
  set(passage: Passage): void {
    const swallowed = this.passage === 'blackhole' && passage !== 'blackhole';
    this.passage = passage;
    if (swallowed || passage === 'reset') this.breakAll();
  }

  async close(): Promise<void> {
    this.breakAll();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(near: Socket): void {
    if (this.passage === 'reset') return void near.resetAndDestroy();
    const far = connect(Number(this.target.port), this.target.hostname);
    const pair: [Socket, Socket] = [near, far];
    this.pairs.add(pair);
    for (const [from, to] of [pair, [far, near]] as const) {
      from.setNoDelay(true);
      from.on('data', (chunk) => this.carry(() => to.write(chunk)));
      from.on('error', () => undefined); // followed by close
      from.on('close', () => {
        this.carry(() => to.destroy()); // where the way is cut, the other side does not hear of it
        if (to.destroyed) this.pairs.delete(pair);
      });
    }
  }

  private carry(step: () => unknown): void {
    if (this.passage === 'delay') setTimeout(step, this.delayMs);
    else if (this.passage !== 'blackhole') step();
  }

  private breakAll(): void {
    for (const sockets of this.pairs) sockets.forEach((socket) => socket.resetAndDestroy());
    this.pairs.clear();
  }
}
