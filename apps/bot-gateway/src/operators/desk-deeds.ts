import { Injectable } from '@nestjs/common';
import { IDLE } from '@aisha/conversation';
import { saying } from '../dialogue/outcome';
import { HeldDeeds, type HeldVerb } from './held-deeds';
import type { DeedTable } from './operator-tables';
import { asking } from './questions';

/** Where an operator begins, and what a restore leaves for them to decide. */
@Injectable()
export class DeskDeeds {
  readonly deeds: DeedTable<'operator' | 'op-find' | 'op-log' | 'op-costs' | HeldVerb>;

  constructor(held: HeldDeeds) {
    this.deeds = {
      operator: () => saying({ kind: 'operator-desk' }, { session: IDLE }),
      'op-find': () => asking('find'),
      'op-costs': () => saying({ kind: 'operator-costs' }, { session: IDLE }),
      'op-log': ({ page }) => saying({ kind: 'operator-log', page }, { session: IDLE }),
      ...held.deeds,
    };
  }
}
