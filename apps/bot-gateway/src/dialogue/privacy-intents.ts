import { Injectable } from '@nestjs/common';
import type { PrivacyIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { saying } from './outcome';

/** What the dialogue wants of what is stored. */
@Injectable()
export class PrivacyIntents {
  readonly appliers: Appliers<PrivacyIntent> = {
    'show-privacy': () => saying({ kind: 'privacy' }),
  };
}
