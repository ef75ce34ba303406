import { Inject, Injectable } from '@nestjs/common';
import type { PersonNotice } from '@aisha/contracts';
import { CONFIG } from '@aisha/platform';
import type { GatewayConfig } from '../gateway.env';
import { Phrases, TO_MENU } from './phrases';
import type { Renderers } from './renderers';

/** What people are asked to agree to before the first photo. */
@Injectable()
export class ConsentMessages {
  constructor(
    private readonly phrases: Phrases,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  readonly renderers: Renderers<
    Extract<PersonNotice['kind'], 'consent-request' | 'consent-declined'>
  > = {
    'consent-request': ({ wanted }, person) =>
      this.phrases.message(
        person,
        'consent-request',
        [
          [['agree', { do: 'agree', wanted }]],
          [
            ['what-is-stored', { do: 'privacy' }],
            ['disagree', { do: 'disagree' }],
          ],
        ],
        { days: this.config.TRAINING_PHOTO_RETENTION_DAYS },
      ),
    'consent-declined': (_, person) => this.phrases.message(person, 'consent-declined', [TO_MENU]),
  };
}
