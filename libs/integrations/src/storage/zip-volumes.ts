import type { Storage } from './storage.client';
import type { StoredObject } from './storage.types';
import { ZipVolume } from './zip-volume';

/** How much may be packed, and how long that may take. */
export interface VolumeLimits {
  volumeBytes: number;
  volumes: number;
  ms: number;
}

export const VOLUME_LIMITS: VolumeLimits = {
  // Telegram takes files of bots up to 50 MB (sendDocument); its multipart form needs a little too.
  volumeBytes: 45 * 1024 * 1024,
  // About 450 pictures: more messages in a row would be a flood.
  volumes: 10,
  // 450 MB at the 10 MB/s of a slow storage take a minute and a half, there and back.
  ms: 600_000,
};

/** Files packed into as few zip volumes as they fit into, in their order. */
export class ZipVolumes {
  private readonly written: string[] = [];
  private readonly until: number;
  private current?: ZipVolume;

  /** @param keyOf where a volume is to lie; it counts from 1. Called before anything of it is stored. */
  constructor(
    private readonly storage: Storage,
    private readonly keyOf: (volume: number) => Promise<string>,
    private readonly limits = VOLUME_LIMITS,
  ) {
    this.until = Date.now() + limits.ms;
  }

  /** @returns false when there is no room left for it @throws what the storage says, or when it takes too long */
  async add(name: string, object: StoredObject, madeAt: Date): Promise<boolean> {
    const volume = await this.volumeFor(object.size);
    if (volume) await volume.add(name, object, madeAt);
    else object.body.destroy();
    return volume !== undefined;
  }

  /** @returns false when there is no room left for it */
  async addText(name: string, text: Buffer, madeAt: Date): Promise<boolean> {
    const volume = await this.volumeFor(text.length);
    volume?.addText(name, text, madeAt);
    return volume !== undefined;
  }

  /** @returns the keys of the volumes, in order; all of them lie there */
  async end(): Promise<string[]> {
    await this.close();
    return this.written;
  }

  /** What was begun is left; volumes that are finished lie where they lie. */
  abandon(): void {
    this.current?.abandon();
  }

  private async volumeFor(size: number): Promise<ZipVolume | undefined> {
    const { ms, volumeBytes, volumes } = this.limits;
    if (Date.now() > this.until) throw new Error(`packing took more than ${ms} ms`);
    if (this.current?.hasRoom(size, volumeBytes)) return this.current;
    await this.close();
    if (this.written.length === volumes) return undefined;
    this.current = new ZipVolume(this.storage, await this.keyOf(this.written.length + 1));
    return this.current;
  }

  private async close(): Promise<void> {
    if (!this.current) return;
    await this.current.close();
    this.written.push(this.current.key);
    this.current = undefined;
  }
}
