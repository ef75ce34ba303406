import { Inject, Injectable } from '@nestjs/common';
import { botIdOf } from '@aisha/delivery';
import { CONFIG } from '@aisha/platform';
import type { GatewayConfig } from './gateway.env';

/** Which bot this gateway speaks for, and its own name among the gateways. */
@Injectable()
export class BotIdentity {
  readonly botId: number;
  readonly instance: string;

  constructor(@Inject(CONFIG) { TELEGRAM_BOT_TOKEN, INSTANCE_ID }: GatewayConfig) {
    this.botId = botIdOf(TELEGRAM_BOT_TOKEN);
    this.instance = INSTANCE_ID;
  }
}
