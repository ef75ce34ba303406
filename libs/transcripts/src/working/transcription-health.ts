import { Injectable } from '@nestjs/common';
import { Storage } from '@aisha/integrations';
import { HealthChecks } from '@aisha/platform';
import { Ffmpeg } from '../media/ffmpeg';

/** `storage` and `ffmpeg` in /health: without either no recording can be worked on. */
@Injectable()
export class TranscriptionHealth {
  constructor(checks: HealthChecks, storage: Storage, ffmpeg: Ffmpeg) {
    checks.add('storage', () => storage.check());
    checks.add('ffmpeg', async () => void (await ffmpeg.program()));
  }
}
