import { Inject, Injectable } from '@nestjs/common';
import { botIdOf } from '@aisha/delivery';
import { CONFIG, processName } from '@aisha/platform';
import type { GatewayConfig } from './gateway.env';

/** Which bot this gateway speaks for, and its own name among the gateways. */
@Injectable()
export class BotIdentity {
  readonly botId: number;
  /** Its name for people: who polls, who is on the roster. */
  readonly instance: string;
  /** This very process: who claims chats and holds the lease. */
  readonly owner: string;

  constructor(@Inject(CONFIG) config: GatewayConfig) {
    this.botId = botIdOf(config.TELEGRAM_BOT_TOKEN);
    this.instance = config.INSTANCE_ID;
    this.owner = processName(config);
  }
}
