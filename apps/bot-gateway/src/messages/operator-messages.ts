import { Injectable } from '@nestjs/common';
import type { OperatorNotice } from '@aisha/contracts';
import { Phrases, TO_MENU } from './phrases';
import type { Renderers } from './renderers';

/** What only operators are told. */
@Injectable()
export class OperatorMessages {
  constructor(private readonly phrases: Phrases) {}

  readonly renderers: Renderers<OperatorNotice['kind']> = {
    'operator-desk': (_, person) => this.phrases.message(person, 'operator-desk', [TO_MENU]),
  };
}
