import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { Avatars } from '@aisha/avatars';
import { Phrases, TO_MENU } from './phrases';
import { button, type Rendered } from './rendered';
import type { Renderers } from './renderers';

/** Whose picture it is to be. */
@Injectable()
export class PictureMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly avatars: Avatars,
  ) {}

  readonly renderers: Renderers<'no-avatar-yet' | 'picture-avatar-request'> = {
    'no-avatar-yet': (_, person) =>
      this.phrases.message(person, 'no-avatar-yet', [
        [['new-avatar', { do: 'new-avatar' }]],
        TO_MENU,
      ]),
    'picture-avatar-request': (_, person) => this.avatarRequest(person),
  };

  private async avatarRequest(person: User): Promise<Rendered> {
    const ready = await this.avatars.ready(person.id);
    const message = this.phrases.message(person, 'picture-avatar-request', [TO_MENU]);
    const choices = ready.map(({ id, name }) => [button(name, { do: 'picture-of', avatarId: id })]);
    return { ...message, buttons: [...choices, ...message.buttons] };
  }
}
