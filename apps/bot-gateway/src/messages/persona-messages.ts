import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { PERSONAS } from '@aisha/contracts';
import { Phrases, TO_MENU } from './phrases';
import { type Button, button, type Rendered } from './rendered';
import type { Renderers } from './renderers';

const IN_A_ROW = 2;

/** As whom the assistant answers: the one that is chosen says what it does. */
@Injectable()
export class PersonaMessages {
  constructor(private readonly phrases: Phrases) {}

  readonly renderers: Renderers<'personas'> = { personas: (_, person) => this.screen(person) };

  private screen(person: User): Rendered {
    const all = PERSONAS.map((persona) => this.choice(persona, person));
    const rows = Array.from({ length: Math.ceil(all.length / IN_A_ROW) }, (_, row) =>
      all.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW),
    );
    const { html, buttons } = this.phrases.message(
      person,
      'personas',
      [[['new-talk', { do: 'new-talk' }], ...TO_MENU]],
      { persona: person.persona },
    );
    return { html, buttons: [...rows, ...buttons] };
  }

  private choice(persona: (typeof PERSONAS)[number], person: User): Button {
    const { catalogue } = this.phrases;
    const label = catalogue.plain(person.language, `button-persona-${persona}`);
    const isChosen = persona === person.persona;
    const text = isChosen ? catalogue.plain(person.language, 'button-chosen', { label }) : label;
    return button(text, { do: 'set-persona', persona });
  }
}
