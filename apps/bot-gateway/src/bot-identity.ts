import { Inject, Injectable } from '@nestjs/common';
import { botIdOf } from '@aisha/delivery';
import { CONFIG } from '@aisha/platform';
import { randomUUID } from 'node:crypto';
import type { GatewayConfig } from './gateway.env';

/** Which bot this gateway speaks for, and its own name among the gateways. */
@Injectable()
export class BotIdentity {
  readonly botId: number;
  /** Its name for people: who polls, who is on the roster. */
  readonly instance: string;
  /** Names this very process, also when it is started again under the same instance name. */
  readonly owner: string;

  constructor(@Inject(CONFIG) { TELEGRAM_BOT_TOKEN, INSTANCE_ID }: GatewayConfig) {
    this.botId = botIdOf(TELEGRAM_BOT_TOKEN);
    this.instance = INSTANCE_ID;
    this.owner = `${INSTANCE_ID}/${randomUUID()}`;
  }
}
