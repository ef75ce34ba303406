import { Injectable } from '@nestjs/common';
import { IDLE } from '@aisha/conversation';
import { saying } from '../dialogue/outcome';
import type { DeedTable } from './operator-tables';
import { asking } from './questions';

/** Where an operator begins. */
@Injectable()
export class DeskDeeds {
  readonly deeds: DeedTable<'operator' | 'op-find' | 'op-log' | 'op-costs'> = {
    operator: () => saying({ kind: 'operator-desk' }, { session: IDLE }),
    'op-find': () => asking('find'),
    'op-costs': () => saying({ kind: 'operator-costs' }, { session: IDLE }),
    'op-log': ({ page }) => saying({ kind: 'operator-log', page }, { session: IDLE }),
  };
}
