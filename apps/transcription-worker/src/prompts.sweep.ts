import { Injectable } from '@nestjs/common';
import { PromptUpkeep } from '@aisha/assistant';
import { Sweep } from '@aisha/platform';
import { PromptSettlement } from './prompt-settlement';

/** With the 8 s that words may be young: an emptied Redis is made good within 13 s. */
const INTERVAL_MS = 5_000;

@Injectable()
export class PromptsSweep extends Sweep {
  constructor(
    private readonly upkeep: PromptUpkeep,
    private readonly settlement: PromptSettlement,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    await this.upkeep.expire(this.settlement.settle);
    await this.upkeep.remind();
  }
}
