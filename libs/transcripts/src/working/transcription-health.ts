import { Injectable } from '@nestjs/common';
import { HealthChecks } from '@aisha/platform';
import { Ffmpeg } from '../media/ffmpeg';
import { Scratch } from '../media/scratch';

/** `ffmpeg` and `temp-dir` in /health: without a program and room no recording can be worked on. */
@Injectable()
export class TranscriptionHealth {
  constructor(checks: HealthChecks, ffmpeg: Ffmpeg, scratch: Scratch) {
    checks.add('ffmpeg', async () => void (await ffmpeg.program()));
    checks.add('temp-dir', () => scratch.assertRoom());
  }
}
