import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { Avatars } from '@aisha/avatars';
import type { PictureNotice } from '@aisha/contracts';
import { DrawnMessages } from './drawn-messages';
import { OrderMessages } from './order-messages';
import { Phrases, TO_MENU } from './phrases';
import { PromptMessages } from './prompt-messages';
import { button, type Rendered } from './rendered';
import type { Renderers } from './renderers';
import { StyleMessages } from './style-messages';

/** All that is said of pictures on their way, from the avatar to the last picture. */
@Injectable()
export class PictureMessages {
  readonly renderers: Renderers<PictureNotice['kind']>;

  constructor(
    private readonly phrases: Phrases,
    private readonly avatars: Avatars,
    prompts: PromptMessages,
    orders: OrderMessages,
    styles: StyleMessages,
    drawn: DrawnMessages,
  ) {
    this.renderers = {
      'no-avatar-yet': (_, person) =>
        this.phrases.message(person, 'no-avatar-yet', [
          [['new-avatar', { do: 'new-avatar' }]],
          TO_MENU,
        ]),
      'picture-avatar-request': (_, person) => this.avatarRequest(person),
      ...prompts.renderers,
      ...orders.renderers,
      ...styles.renderers,
      ...drawn.renderers,
    };
  }

  private async avatarRequest(person: User): Promise<Rendered> {
    const ready = await this.avatars.ready(person.id);
    const message = this.phrases.message(person, 'picture-avatar-request', [TO_MENU]);
    const choices = ready.map(({ id, name }) => [button(name, { do: 'picture-of', avatarId: id })]);
    return { ...message, buttons: [...choices, ...message.buttons] };
  }
}
