import { Injectable } from '@nestjs/common';
import type { PrivacyNotice } from '@aisha/contracts';
import { Phrases, TO_MENU } from './phrases';
import type { Renderers } from './renderers';

/** What is stored of a person. */
@Injectable()
export class PrivacyMessages {
  constructor(private readonly phrases: Phrases) {}

  readonly renderers: Renderers<PrivacyNotice['kind']> = {
    privacy: (_, person) => this.phrases.message(person, 'privacy', [TO_MENU]),
  };
}
