import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * What stands before several replicas: each connection goes to the next of them, past those that nobody listens on.
 */
export class RoundRobin {
  private readonly open = new Set<Socket>();
  private readonly server = createServer((caller) => this.forward(caller, this.ports.length));
  private turn = 0;

  private constructor(private readonly ports: number[]) {}

  static async before(ports: number[]): Promise<RoundRobin> {
    const forwarder = new RoundRobin(ports);
    await once(forwarder.server.listen(0, '127.0.0.1'), 'listening');
    return forwarder;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.server.close(), 'close');
    this.open.forEach((socket) => socket.destroy());
    await closed;
  }

  private forward(caller: Socket, tries: number): void {
    this.keep(caller);
    const replica = connect(this.ports[this.turn++ % this.ports.length]!, '127.0.0.1');
    this.keep(replica);
    let isConnected = false;
    replica.once('connect', () => {
      isConnected = true;
      replica.once('close', () => caller.destroy());
      caller.once('close', () => replica.destroy());
      caller.pipe(replica).pipe(caller);
    });
    replica.once('error', () => {
      if (isConnected || tries === 1) caller.destroy();
      else this.forward(caller, tries - 1);
    });
  }

  private keep(socket: Socket): void {
    if (this.open.has(socket)) return;
    this.open.add(socket);
    socket.on('error', () => undefined); // its end is told by `close`
    socket.once('close', () => this.open.delete(socket));
  }
}
