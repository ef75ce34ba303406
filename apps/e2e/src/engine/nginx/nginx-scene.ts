import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { docker } from '../harness/engine';
import { WORKSPACE } from '../harness/images';
import { HttpsClient } from './https-client';
import { NginxContainer } from './nginx-container';
import { UpstreamContainer } from './upstream-container';

const run = promisify(execFile);
/** The base of our image; NGINX_IMAGE names another. */
export const NGINX_IMAGE = process.env['NGINX_IMAGE'] ?? 'nginx:1.27-alpine';
export const NODE_IMAGE = 'node:24-bookworm-slim';

export const HOST = 'aisha.test';
export const S3_HOST = 'files.aisha.test';

/**
 * The image of nginx, a certificate, and a network laid out as compose does it: servers behind nginx have fixed
 * addresses, all others get theirs from a range beyond these.
 */
export class NginxScene {
  private readonly upstreams: UpstreamContainer[] = [];
  private readonly servers: NginxContainer[] = [];

  private constructor(
    private readonly name: string,
    private readonly network: string,
    private readonly tls: string,
    private certificate: string,
  ) {}

  static async open(): Promise<NginxScene> {
    const name = `aisha-nginx-spec-${process.pid}`;
    await docker(
      'build',
      '--quiet',
      '--tag',
      name,
      '--build-arg',
      `NGINX_IMAGE=${NGINX_IMAGE}`,
      context,
    );
    const network = await createNetwork(name);
    const tls = await mkdtemp(path.join(tmpdir(), 'aisha-nginx-spec-'));
    const certificate = await makeCertificate(path.join(tls, 'pem'));
    return new NginxScene(name, network, path.join(tls, 'pem'), certificate);
  }

  /** @param address the last number of its address in the network, below 128 */
  async upstream(name: string, address: number, port: number): Promise<UpstreamContainer> {
    const upstream = new UpstreamContainer({
      name: `${this.name}-${name}`,
      image: NODE_IMAGE,
      network: this.name,
      address: `${this.network}.${address}`,
      port,
    });
    this.upstreams.push(upstream);
    await upstream.start();
    return upstream;
  }

  async nginx(variables: Record<string, string>): Promise<NginxContainer> {
    const server = await NginxContainer.start(this.place(variables));
    this.servers.push(server);
    return server;
  }

  /** Runs `nginx -t` with these variables. @throws with what it wrote when it is not content */
  async check(variables: Record<string, string>, folder = this.tls): Promise<void> {
    await NginxContainer.check({ ...this.place(variables), tls: folder });
  }

  client(server: NginxContainer): HttpsClient {
    return new HttpsClient(server.ports, this.certificate, HOST);
  }

  /** Puts a new certificate in the old one's place, as a renewal does. */
  async renewCertificate(): Promise<void> {
    await Promise.all(
      ['fullchain.pem', 'privkey.pem'].map((file) => rm(path.join(this.tls, file))),
    );
    this.certificate = await makeCertificate(this.tls);
  }

  async close(): Promise<void> {
    await Promise.all([...this.servers, ...this.upstreams].map((container) => container.remove()));
    await docker('network', 'rm', this.name);
    await docker('rmi', this.name);
    await rm(path.dirname(this.tls), { recursive: true });
  }

  private place(variables: Record<string, string>) {
    const name = `${this.name}-nginx-${this.servers.length}`;
    return { name, image: this.name, network: this.name, tls: this.tls, variables };
  }
}

const context = path.join(WORKSPACE, 'docker/nginx');

/** @returns the certificate */
async function makeCertificate(folder: string): Promise<string> {
  const maker = path.join(WORKSPACE, 'deploy/production/make-trial-certificate.sh');
  await run(maker, [`${HOST},${S3_HOST}`, folder]);
  return readFile(path.join(folder, 'fullchain.pem'), 'utf8');
}

/** @returns the first three numbers of its addresses; another network may have taken some already */
async function createNetwork(name: string): Promise<string> {
  for (let third = process.pid % 200; ; third += 1) {
    const numbers = `10.213.${third}`;
    const subnet = ['--subnet', `${numbers}.0/24`, '--ip-range', `${numbers}.128/25`];
    try {
      await docker('network', 'create', ...subnet, name);
      return numbers;
    } catch (error) {
      if (!String(error).includes('overlap') || third > 250) throw error;
    }
  }
}
