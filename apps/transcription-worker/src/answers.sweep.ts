import { Injectable } from '@nestjs/common';
import { AnswerUpkeep, VoiceUpkeep } from '@aisha/assistant';
import { Sweep } from '@aisha/platform';

/** With the 10 s that a question may be young: an emptied Redis is made good within 15 s. */
const INTERVAL_MS = 5_000;

@Injectable()
export class AnswersSweep extends Sweep {
  constructor(
    private readonly upkeep: AnswerUpkeep,
    private readonly voices: VoiceUpkeep,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    await this.upkeep.expire();
    await this.upkeep.tellDelays();
    await this.upkeep.remind();
    await this.voices.expire();
    await this.voices.remind();
  }
}
