import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BucketNotifications } from './bucket-notifications';
import type { NotificationTarget } from './bucket-notifications';
import { objectEvent } from './object-event';
import { RequestHandler } from './request-handler';
import type { S3Services } from './s3-call';
import { ObjectStore } from './storage/object-store';

export interface S3ServerOptions {
  /** Default 127.0.0.1. */
  host?: string;
  /** 0 takes a free one. */
  port: number;
  /** Made if it is not there. One server at a time may use it. */
  dataDir: string;
  accessKey: string;
  secretKey: string;
  /** Every object that is put or removed, in any bucket, is told there as MinIO would. */
  notifications?: NotificationTarget;
  /** Default us-east-1. Requests signed for another region are taken too. */
  region?: string;
  /** Hears of faults of this server itself; default: stderr. */
  onError?: (error: unknown) => void;
}

export interface S3Server {
  url: string;
  port: number;
  /** Cuts open requests; what was acknowledged is on disk. */
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 65_000;

/**
 * Starts an S3-compatible object store for development and tests: path-style addresses, SigV4 in
 * headers and presigned URLs, multipart uploads, copies, listings, tags, bucket events.
 * Versioning, ACLs, policies, lifecycle rules, CORS and encryption answer 501 NotImplemented.
 * Rejects with EADDRINUSE if the port is taken; the data is not touched then.
 */
export async function startS3Server(options: S3ServerOptions): Promise<S3Server> {
  const { host = '127.0.0.1', onError = console.error, notifications: target } = options;
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
  await listen(server, options.port, host);
  const notifications = target && new BucketNotifications(target, onError);
  const services = openServices(options, notifications);
  const handler = new RequestHandler(services, options, onError);
  server.on('request', (request, response) => handler.handle(request, response, false));
  server.on('checkContinue', (request, response) => handler.handle(request, response, true));
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= stop(server, handler, notifications));
  await services.catch(async (error) => {
    await close();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://${host}:${port}`, port, close };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening');
}

async function stop(
  server: Server,
  handler: RequestHandler,
  notifications: BucketNotifications | undefined,
): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await Promise.all([closed, handler.idle(), notifications?.close()]);
}

async function openServices(
  { dataDir, region = 'us-east-1' }: S3ServerOptions,
  notifications: BucketNotifications | undefined,
): Promise<S3Services> {
  const store = await ObjectStore.open(dataDir);
  return {
    store,
    region,
    publish: (name, call, object) => notifications?.add(objectEvent(name, call, object, region)),
  };
}
