import { Injectable } from '@nestjs/common';
import type { OperatorIntent } from '@aisha/conversation';
import { Operators } from '../operators/operators';
import type { Appliers } from './appliers';
import { type Circumstances, type Outcome, saying } from './outcome';

/** What operators want done. To everybody else their commands do not exist. */
@Injectable()
export class OperatorIntents {
  constructor(private readonly operators: Operators) {}

  readonly appliers: Appliers<OperatorIntent> = {
    'show-operator-desk': (_, circumstances) =>
      this.asOperator(circumstances, () => saying({ kind: 'operator-desk' })),
  };

  private asOperator({ user }: Circumstances, work: () => Outcome): Outcome {
    return this.operators.has(user.telegramId) ? work() : saying({ kind: 'unknown-command' });
  }
}
