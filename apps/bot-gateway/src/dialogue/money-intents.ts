import { Injectable } from '@nestjs/common';
import type { MoneyIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { saying } from './outcome';

/** What the dialogue wants of credits. */
@Injectable()
export class MoneyIntents {
  readonly appliers: Appliers<MoneyIntent> = {
    'show-balance': () => saying({ kind: 'balance' }),
  };
}
