import { Injectable } from '@nestjs/common';
import type { PersonIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { saying } from './outcome';

/** What the dialogue wants of the person. */
@Injectable()
export class PersonIntents {
  readonly appliers: Appliers<PersonIntent> = {
    'show-profile': () => saying({ kind: 'profile' }),
  };
}
