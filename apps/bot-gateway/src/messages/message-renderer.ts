import { Inject, Injectable } from '@nestjs/common';
import { type User, Users } from '@aisha/accounts';
import type { Notice } from '@aisha/contracts';
import type { ChatRef } from '@aisha/delivery';
import { FarewellMessages, isFarewell } from './farewell-messages';
import type { Rendered } from './rendered';
import type { PersonalKind, Renderers } from './renderers';

/** Injection token of how each notice is put into words. */
export const RENDERERS = Symbol('RENDERERS');

/** The only place that turns facts into words, buttons and pictures. */
@Injectable()
export class MessageRenderer {
  constructor(
    private readonly users: Users,
    @Inject(RENDERERS) private readonly renderers: Renderers<PersonalKind>,
    private readonly farewells: FarewellMessages,
  ) {}

  /** @returns null when what the notice is about is no longer there */
  async render(notice: Notice, { chatId }: ChatRef): Promise<Rendered | null> {
    if (isFarewell(notice)) return this.farewells.render(notice);
    const person = await this.users.findByTelegramId(chatId);
    if (!person) return null;
    const render = this.renderers[notice.kind] as (
      notice: Notice,
      person: User,
    ) => Rendered | null | Promise<Rendered | null>;
    const rendered = await render(notice, person);
    return rendered && !person.sound ? { ...rendered, silent: true } : rendered;
  }
}
