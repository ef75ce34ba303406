import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { Prompts } from '@aisha/assistant';
import { Avatars, orderPrice, PictureChoices, PictureOrders } from '@aisha/avatars';
import type { Action } from '@aisha/conversation';
import { LIMITS } from '@aisha/conversation';
import { Phrases, TO_MENU } from './phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

type Kinds =
  | 'picture-prompt-request'
  | 'picture-prompt-invalid'
  | 'picture-photo-request'
  | 'picture-source-unsupported'
  | 'prompt-writing'
  | 'prompt-written'
  | 'prompt-failed';

const BOUNDS = LIMITS.picturePrompt;
const CANCEL: [string, Action][] = [['cancel', { do: 'cancel' }]];

/** What is said while the words of a picture are looked for. */
@Injectable()
export class PromptMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly avatars: Avatars,
    private readonly orders: PictureOrders,
    private readonly prompts: Prompts,
    private readonly choices: PictureChoices,
  ) {}

  readonly renderers: Renderers<Kinds> = {
    'picture-prompt-request': ({ avatarId }, person) => this.request(avatarId, person),
    'picture-prompt-invalid': (_, person) =>
      this.phrases.message(person, 'picture-prompt-invalid', [], BOUNDS),
    'picture-photo-request': ({ avatarId, use }, person) =>
      this.phrases.message(person, `picture-photo-${use}`, [
        [['picture-back', { do: 'picture-of', avatarId }]],
      ]),
    'picture-source-unsupported': ({ avatarId }, person) =>
      this.phrases.message(person, 'picture-source-unsupported', [
        [['photo-words', { do: 'photo-for', avatarId, use: 'words' }]],
      ]),
    'prompt-writing': (_, person) => this.phrases.message(person, 'prompt-writing'),
    'prompt-written': ({ promptId }, person) => this.written(promptId, person),
    'prompt-failed': (_, person) => ({
      ...this.phrases.message(person, 'prompt-failed', [
        [['new-picture', { do: 'picture' }]],
        TO_MENU,
      ]),
      announces: true,
    }),
  };

  private async request(avatarId: string, person: User): Promise<Rendered | null> {
    const avatar = await this.avatars.get(avatarId);
    if (!avatar) return null;
    const fromPhoto: [string, Action] = [
      'photo-source',
      { do: 'photo-for', avatarId, use: 'source' },
    ];
    const quick = await this.quickPrice(person.id);
    const takesPhoto = await this.orders.takesPhoto(avatarId);
    const chooseFirst: [string, Action][] = [['choose-first', { do: 'choose-first', avatarId }]];
    const rows: [string, Action][][] = [
      [['style-first', { do: 'style-first', avatarId }]],
      [
        ...(takesPhoto ? [fromPhoto] : []),
        ['photo-words', { do: 'photo-for', avatarId, use: 'words' }],
      ],
      ...(quick === null ? [] : [chooseFirst]),
      CANCEL,
    ];
    const values = { ...BOUNDS, name: avatar.name };
    const message = this.phrases.message(person, 'picture-prompt-request', rows, values);
    if (quick === null) return message;
    const note = this.phrases.text(person, 'quick-note', { price: quick });
    return { ...message, html: `${message.html}\n\n${note}` };
  }

  /** What the next words cost in quick mode; null outside of it. */
  private async quickPrice(ownerId: string): Promise<number | null> {
    const { quick } = await this.choices.taste(ownerId);
    return quick ? orderPrice(await this.choices.of(ownerId)) : null;
  }

  private async written(promptId: string, person: User): Promise<Rendered | null> {
    const prompt = await this.prompts.get(promptId);
    if (!prompt?.text) return null;
    const message = this.phrases.message(
      person,
      'prompt-written',
      [[['use-prompt', { do: 'use-prompt', promptId }]], TO_MENU],
      { prompt: prompt.text },
    );
    return { ...message, announces: true };
  }
}
