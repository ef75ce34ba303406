import { Injectable } from '@nestjs/common';
import { speakAnswer } from '@aisha/contracts';
import { Jobs } from '@aisha/platform';
import { VoiceResults } from './voice-results';
import { VoiceRows } from './voice-rows';

/** It takes some ten seconds. Later than this its job may be lost; one that is alive is not doubled. */
const REMIND_AFTER_S = 15;
/** Three tries of a minute end before. Later than this the person has read it. */
const PATIENCE_S = 5 * 60;
/** Asking after their jobs costs Redis one round trip. */
const ROWS_A_ROUND = 1_000;

/** Finds answers that nobody reads out. Safe in several replicas at once. */
@Injectable()
export class VoiceUpkeep {
  constructor(
    private readonly rows: VoiceRows,
    private readonly jobs: Jobs,
    private readonly results: VoiceResults,
  ) {}

  async expire(): Promise<void> {
    for (const { id } of await this.rows.overdue(PATIENCE_S, ROWS_A_ROUND)) {
      const voice = await this.rows.find(id);
      if (voice) await this.results.failed(voice);
    }
  }

  async remind(): Promise<void> {
    const overdue = await this.rows.overdue(REMIND_AFTER_S, ROWS_A_ROUND);
    await this.jobs.restore(
      speakAnswer,
      overdue.map(({ id, traceId }) => ({ payload: { voiceId: id }, traceId })),
    );
  }
}
