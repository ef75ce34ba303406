import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '@aisha/testing';
import { docker } from '../harness/engine';

const PROGRAM = path.join(__dirname, 'upstream.mjs');
/** A container with Node in it starts in less than a second; a busy machine takes its time. */
const START_MS = 30_000;
/** A connection that is kept open lets a server that is told to end live on: it is killed then. */
const GRACE_S = 2;

export interface UpstreamPlace {
  name: string;
  image: string;
  network: string;
  address: string;
  port: number;
}

/** A small server in a container with a fixed address, as nginx finds the apps. */
export class UpstreamContainer {
  constructor(private readonly place: UpstreamPlace) {}

  get address(): string {
    return `${this.place.address}:${this.place.port}`;
  }

  get name(): string {
    return this.place.name;
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    const { name, image, network, address, port } = this.place;
    const program = await readFile(PROGRAM, 'utf8');
    const environment = ['--env', `NAME=${name}`, '--env', `PORT=${port}`];
    const where = ['--name', name, '--network', network, '--ip', address];
    const command = ['node', '--input-type=module', '--eval', program];
    await docker('run', '--detach', ...where, ...environment, image, ...command);
    await eventually(() => this.answers(), { timeoutMs: START_MS });
  }

  async kill(): Promise<void> {
    await docker('kill', this.name);
  }

  /** A kill and a start of the same container. */
  async restart(): Promise<void> {
    await docker('start', this.name);
    await eventually(() => this.answers(), { timeoutMs: START_MS });
  }

  /** What a deploy does: the old container ends and goes, a new one takes its place and address. */
  async recreate(): Promise<void> {
    await docker('stop', '--time', String(GRACE_S), this.name);
    await docker('rm', this.name);
    await this.start();
  }

  /** Requests with a `wait` that have come so far. */
  async output(): Promise<string> {
    return docker('logs', this.name);
  }

  async pause(): Promise<void> {
    await docker('pause', this.name);
  }

  async unpause(): Promise<void> {
    await docker('unpause', this.name);
  }

  async becomeReady(ready: boolean): Promise<void> {
    await docker('exec', this.name, ...(ready ? ['rm', '-f'] : ['touch']), '/tmp/not-ready');
  }

  async remove(): Promise<void> {
    await docker('rm', '--force', this.name);
  }

  private async answers(): Promise<void> {
    const call = `fetch('http://127.0.0.1:${this.place.port}/').then((r) => r.text())`;
    await docker('exec', this.name, 'node', '--eval', call);
  }
}
