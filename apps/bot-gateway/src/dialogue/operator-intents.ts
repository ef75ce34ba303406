import { Injectable } from '@nestjs/common';
import type { OperatorTask } from '@aisha/contracts';
import { IDLE, type OperatorDeed, type OperatorIntent } from '@aisha/conversation';
import { BroadcastDeeds } from '../operators/broadcast-deeds';
import { DeskDeeds } from '../operators/desk-deeds';
import type { DeedTable, TypedTable } from '../operators/operator-tables';
import { Operators } from '../operators/operators';
import { PersonDeeds } from '../operators/person-deeds';
import { PromoDeeds } from '../operators/promo-deeds';
import { StuckDeeds } from '../operators/stuck-deeds';
import { WishDeeds } from '../operators/wish-deeds';
import type { Appliers } from './appliers';
import { type Circumstances, type Outcome, saying, STALE } from './outcome';

/** What operators want done. Here, and only here, it is looked at whether it is one: to all others none of it exists. */
@Injectable()
export class OperatorIntents {
  private readonly deeds: DeedTable<OperatorDeed['do']>;
  private readonly typed: TypedTable<OperatorTask>;

  constructor(
    private readonly operators: Operators,
    desk: DeskDeeds,
    people: PersonDeeds,
    wishes: WishDeeds,
    stuck: StuckDeeds,
    broadcasts: BroadcastDeeds,
    promos: PromoDeeds,
  ) {
    this.typed = { ...people.typed, ...wishes.typed, ...broadcasts.typed, ...promos.typed };
    this.deeds = {
      ...desk.deeds,
      ...people.deeds,
      ...wishes.deeds,
      ...stuck.deeds,
      ...broadcasts.deeds,
      ...promos.deeds,
      'op-typed': (deed, circumstances) => this.typed[deed.task](deed, circumstances),
    };
  }

  readonly appliers: Appliers<OperatorIntent> = {
    operate: ({ by, deed }, circumstances) =>
      this.operators.has(circumstances.user.telegramId)
        ? this.operate(deed, circumstances)
        : refused(by),
  };

  private operate(deed: OperatorDeed, circumstances: Circumstances): Outcome | Promise<Outcome> {
    const work = this.deeds[deed.do] as (
      deed: OperatorDeed,
      circumstances: Circumstances,
    ) => Outcome | Promise<Outcome>;
    return work(deed, circumstances);
  }
}

/** One who was an operator when they were asked to type something stands nowhere any more. */
function refused(by: OperatorIntent['by']): Outcome {
  switch (by) {
    case 'command':
      return saying({ kind: 'unknown-command' });
    case 'press':
      return STALE;
    case 'words':
      return saying({ kind: 'main-menu' }, { session: IDLE });
  }
}
