import { createConnection } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { AbstractConnector } from 'ioredis';
import type { RedisNode } from './redis-address';

const DISCONNECT_TIMEOUT_MS = 2_000;

/**
 * For pub/sub in a cluster: a message that is published at any node reaches the subscribers of all, so a
 * connection to whichever node answers will do. Each try takes the next one.
 */
export const anyNodeOf = (nodes: readonly RedisNode[], tls: boolean) =>
  class AnyNodeConnector extends AbstractConnector {
    // Not all processes begin at the same node.
    private next = Math.floor(Math.random() * nodes.length);

    constructor() {
      super(DISCONNECT_TIMEOUT_MS);
    }

    async connect() {
      const { host, port } = nodes[this.next++ % nodes.length]!;
      this.connecting = true;
      this.stream = tls ? connectTls({ host, port }) : createConnection({ host, port });
      this.stream.once('error', (error) => (this.firstError = error));
      return this.stream;
    }
  };
