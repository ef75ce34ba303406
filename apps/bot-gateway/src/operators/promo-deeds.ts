import { Injectable } from '@nestjs/common';
import { OperatorLog, OperatorWishes, Promos } from '@aisha/accounts';
import { IDLE } from '@aisha/conversation';
import { type Circumstances, type Outcome, saying, STALE } from '../dialogue/outcome';
import type { DeedTable, Typed, TypedTable } from './operator-tables';
import { readPromo } from './promo-words';
import { asking, mistaken } from './questions';

/** Promo codes: typed, shown, made when confirmed; looked through; ended. */
@Injectable()
export class PromoDeeds {
  constructor(
    private readonly promos: Promos,
    private readonly wishes: OperatorWishes,
    private readonly log: OperatorLog,
  ) {}

  readonly deeds: DeedTable<'op-promos' | 'op-promo-new' | 'op-promo-off'> = {
    'op-promos': ({ page }) => saying({ kind: 'operator-promos', page }, { session: IDLE }),
    'op-promo-new': () => asking('promo'),
    'op-promo-off': ({ promoId }, { user }) => this.end(promoId, user.telegramId),
  };

  readonly typed: TypedTable<'promo'> = {
    promo: (typed, circumstances) => this.propose(typed, circumstances),
  };

  private async propose(typed: Typed, { user }: Circumstances): Promise<Outcome> {
    const read = readPromo(typed.words);
    if ('mistake' in read) return mistaken(typed, read.mistake, read.words);
    const { telegramId: operatorTelegramId } = user;
    const wishId = await this.wishes.make({
      operatorTelegramId,
      action: 'promo',
      details: read.promo,
    });
    return saying({ kind: 'operator-wish', wishId }, { session: IDLE });
  }

  private async end(promoId: string, operatorTelegramId: number): Promise<Outcome> {
    const promo = await this.promos.find(promoId);
    if (!promo || !(await this.promos.deactivate(promoId))) return STALE;
    const { code: subject } = promo;
    await this.log.record({ operatorTelegramId, action: 'promo-end', subject });
    return saying({ kind: 'operator-promos', page: 0 });
  }
}
