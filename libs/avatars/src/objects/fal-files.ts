import { Inject, Injectable } from '@nestjs/common';
import { FalClient, Storage, type StorageConfig } from '@aisha/integrations';
import { CONFIG } from '@aisha/platform';
import type { AvatarsConfig } from '../avatars.env';

/** FAL fetches a file when its work begins; its queue may be long. */
export const ADDRESS_SECONDS = 86_400;

/** Makes our objects readable for FAL. */
@Injectable()
export class FalFiles {
  constructor(
    private readonly storage: Storage,
    private readonly fal: FalClient,
    @Inject(CONFIG)
    private readonly config: Pick<AvatarsConfig, 'PUBLIC_URL'> &
      Pick<StorageConfig, 'MINIO_PUBLIC_URL'>,
  ) {}

  /** An address of the object: our storage's where strangers reach it, else one in FAL's own storage. */
  async addressOf(key: string, name: string, contentType: string): Promise<string> {
    const { PUBLIC_URL, MINIO_PUBLIC_URL } = this.config;
    if (PUBLIC_URL && MINIO_PUBLIC_URL) return this.storage.presignGet(key, ADDRESS_SECONDS);
    return this.fal.upload(await this.storage.getBytes(key), name, contentType);
  }
}
