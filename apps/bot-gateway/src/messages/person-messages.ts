import { Injectable } from '@nestjs/common';
import type { PersonNotice } from '@aisha/contracts';
import { Phrases, TO_MENU } from './phrases';
import type { Renderers } from './renderers';

/** The person: profile, settings, consent. */
@Injectable()
export class PersonMessages {
  constructor(private readonly phrases: Phrases) {}

  readonly renderers: Renderers<PersonNotice['kind']> = {
    profile: (_, person) =>
      this.phrases.message(person, 'profile', [TO_MENU], { name: person.firstName }),
  };
}
