import { Inject, Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { ABANDONED_DAYS, type PhotoRetentionConfig } from '@aisha/avatars';
import type { ConsentNotice } from '@aisha/contracts';
import { type Action, decodeAction } from '@aisha/conversation';
import { CONFIG } from '@aisha/platform';
import { type ButtonRows, Phrases, TO_MENU } from './phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

const TO_PRIVACY: ButtonRows[number] = [['what-is-stored', { do: 'privacy' }]];

/** Consent to what becomes of photos. */
@Injectable()
export class ConsentMessages {
  constructor(
    private readonly phrases: Phrases,
    @Inject(CONFIG) private readonly config: PhotoRetentionConfig,
  ) {}

  readonly renderers: Renderers<ConsentNotice['kind']> = {
    'consent-request': ({ wanted, hasPhoto }, person) => this.request(wanted, hasPhoto, person),
    'consent-refused': (_, person) =>
      this.phrases.message(person, 'consent-refused', [TO_PRIVACY, TO_MENU]),
  };

  private request(wanted: string, hasPhoto: boolean, person: User): Rendered {
    const agree: Action = { do: 'agree', wanted: decodeAction(wanted) ? wanted : 'avatars' };
    const rows: ButtonRows = [[['agree', agree]], TO_PRIVACY, [['disagree', { do: 'disagree' }]]];
    return this.phrases.message(person, 'consent-request', rows, {
      sent: hasPhoto ? 'yes' : 'no',
      days: this.config.TRAINING_PHOTO_RETENTION_DAYS,
      draft: ABANDONED_DAYS,
    });
  }
}
