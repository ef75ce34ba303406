import { Inject, Injectable } from '@nestjs/common';
import { type User, Users } from '@aisha/accounts';
import type { Notice } from '@aisha/contracts';
import type { ChatRef } from '@aisha/delivery';
import { FarewellMessages, isFarewell } from './farewell-messages';
import { GroupMessages, isGroupNotice } from './group-messages';
import { GroupResults } from './group-results';
import type { Rendered } from './rendered';
import type { PersonalKind, Renderers } from './renderers';

type Personal = Extract<Notice, { kind: PersonalKind }>;

/** Injection token of how each notice is put into words. */
export const RENDERERS = Symbol('RENDERERS');

/** The only place that turns facts into words, buttons and pictures. */
@Injectable()
export class MessageRenderer {
  constructor(
    private readonly users: Users,
    @Inject(RENDERERS) private readonly renderers: Renderers<PersonalKind>,
    private readonly farewells: FarewellMessages,
    private readonly groups: GroupMessages,
    private readonly groupResults: GroupResults,
  ) {}

  /** @returns null when what the notice is about is no longer there */
  async render(notice: Notice, { chatId }: ChatRef): Promise<Rendered | null> {
    if (isFarewell(notice)) return this.farewells.render(notice);
    if (isGroupNotice(notice)) return this.groups.render(notice);
    // Groups have negative ids, people positive ones.
    if (chatId < 0) return this.groupResults.render(notice, (asker) => this.words(notice, asker));
    const person = await this.users.findByTelegramId(chatId);
    if (!person) return null;
    const rendered = await this.words(notice, person);
    return rendered && !person.sound ? { ...rendered, silent: true } : rendered;
  }

  private async words(notice: Personal, person: User): Promise<Rendered | null> {
    const render = this.renderers[notice.kind] as (
      notice: Notice,
      person: User,
    ) => Rendered | null | Promise<Rendered | null>;
    return render(notice, person);
  }
}
