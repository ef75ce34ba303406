import { Injectable } from '@nestjs/common';
import { checkChatAdmin } from '@aisha/contracts';
import { GroupSettings } from '@aisha/delivery';
import { Jobs, newTraceId, Sweep } from '@aisha/platform';

const INTERVAL_MS = 5_000;
/** Telegram answers within a second; later than this the job may be lost. */
const OVERDUE_S = 10;
const GROUPS_A_ROUND = 500;

/** Finds what was pressed in groups and nobody judges. */
@Injectable()
export class GroupSettingsSweep extends Sweep {
  constructor(
    private readonly settings: GroupSettings,
    private readonly jobs: Jobs,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    const overdue = await this.settings.overdue(OVERDUE_S, GROUPS_A_ROUND);
    await this.jobs.restore(
      checkChatAdmin,
      overdue.map((payload) => ({ payload, traceId: newTraceId() })),
    );
  }
}
