import { Injectable } from '@nestjs/common';
import { Ledger, PRICES } from '@aisha/accounts';
import type { MoneyNotice } from '@aisha/contracts';
import { decodeAction } from '@aisha/conversation';
import { type ButtonRows, Phrases, TO_MENU } from './phrases';
import type { Renderers } from './renderers';

const TO_TOPUP: ButtonRows[number] = [['topup', { do: 'topup' }]];

/** Credits: what there is, what became of them, how to get more. */
@Injectable()
export class MoneyMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly ledger: Ledger,
  ) {}

  readonly renderers: Renderers<MoneyNotice['kind']> = {
    balance: async (_, person) =>
      this.phrases.message(person, 'balance', [TO_TOPUP, TO_MENU], {
        balance: await this.ledger.balance(person.id),
        training: PRICES.training.fast,
        thorough: PRICES.training.quality,
        image: PRICES.image,
        minute: PRICES.audioMinute,
      }),
    topup: (_, person) => this.phrases.message(person, 'topup', [TO_MENU]),
    'insufficient-credits': ({ price, balance, back }, person) => {
      const action = back === undefined ? undefined : decodeAction(back);
      return this.phrases.message(
        person,
        'insufficient-credits',
        [TO_TOPUP, action ? [['go-back', action]] : [], TO_MENU],
        { price, balance, missing: price - balance },
      );
    },
  };
}
