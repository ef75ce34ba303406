import { Injectable } from '@nestjs/common';
import { HealthChecks } from '@aisha/platform';
import { Ffmpeg } from '../media/ffmpeg';

/** `ffmpeg` in /health: without it no recording can be worked on. */
@Injectable()
export class TranscriptionHealth {
  constructor(checks: HealthChecks, ffmpeg: Ffmpeg) {
    checks.add('ffmpeg', async () => void (await ffmpeg.program()));
  }
}
