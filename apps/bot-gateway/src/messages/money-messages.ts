import { Injectable } from '@nestjs/common';
import { Ledger, PRICES } from '@aisha/accounts';
import type { MoneyNotice } from '@aisha/contracts';
import { MoneyStatisticsPhrases } from './money-statistics-phrases';
import { type ButtonRows, Phrases, TO_MENU } from './phrases';
import type { Renderers } from './renderers';
import { WayBack } from './way-back';

const TO_TOPUP: ButtonRows[number] = [['topup', { do: 'topup' }]];
const TO_HISTORY: ButtonRows[number] = [['money-history', { do: 'money-history', page: 0 }]];

const TO_PROMO: ButtonRows[number] = [['promo', { do: 'promo-code' }]];

/** Credits: what there is, what became of them, how to get more. */
@Injectable()
export class MoneyMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly ledger: Ledger,
    private readonly way: WayBack,
    private readonly statistics: MoneyStatisticsPhrases,
  ) {}

  readonly renderers: Renderers<MoneyNotice['kind']> = {
    balance: async (_, person) => {
      const message = this.phrases.message(
        person,
        'balance',
        [TO_TOPUP, TO_HISTORY, TO_PROMO, TO_MENU],
        {
          balance: await this.ledger.balance(person.id),
          training: PRICES.training.fast,
          thorough: PRICES.training.quality,
          image: PRICES.image,
          minute: PRICES.audioMinute,
        },
      );
      return { ...message, html: message.html + (await this.statistics.of(person)) };
    },
    'insufficient-credits': ({ price, balance, back }, person) => {
      const values = { price, balance, missing: price - balance };
      const message = this.phrases.message(person, 'insufficient-credits', [TO_MENU], values);
      const rows = [[this.way.topup(person, back)], this.way.row(person, back, 'go-back')];
      return {
        ...message,
        buttons: [...rows.filter((row) => row.length > 0), ...message.buttons],
      };
    },
  };
}
