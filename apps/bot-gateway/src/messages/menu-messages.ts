import { Injectable } from '@nestjs/common';
import { Ledger, PRICES } from '@aisha/accounts';
import type { MenuNotice } from '@aisha/contracts';
import type { Action } from '@aisha/conversation';
import { LIMITS } from '@aisha/conversation';
import { Phrases, TO_MENU } from './phrases';
import type { Renderers } from './renderers';

const MENU: [string, Action][][] = [
  [
    ['picture', { do: 'picture' }],
    ['avatars', { do: 'avatars' }],
  ],
  [
    ['gallery', { do: 'gallery' }],
    ['transcripts', { do: 'transcripts', page: 0 }],
  ],
  [
    ['balance', { do: 'balance' }],
    ['profile', { do: 'profile' }],
  ],
  [['help', { do: 'help' }]],
];
const UNSUPPORTED = new Set(['document', 'sticker']);

/** Menus and help. */
@Injectable()
export class MenuMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly ledger: Ledger,
  ) {}

  readonly renderers: Renderers<MenuNotice['kind']> = {
    welcome: async (_, person) =>
      this.phrases.message(person, 'welcome', MENU, {
        name: person.firstName,
        balance: await this.ledger.balance(person.id),
      }),
    'main-menu': (_, person) => this.phrases.message(person, 'main-menu', MENU),
    help: (_, person) =>
      this.phrases.message(person, 'help', [TO_MENU], {
        training: PRICES.training.fast,
        thorough: PRICES.training.quality,
        image: PRICES.image,
        minute: PRICES.audioMinute,
      }),
    cancelled: (_, person) => this.phrases.message(person, 'cancelled', MENU),
    'nothing-to-cancel': (_, person) => this.phrases.message(person, 'nothing-to-cancel', MENU),
    'went-wrong': (_, person) => this.phrases.message(person, 'went-wrong', [TO_MENU]),
    'unknown-command': (_, person) => this.phrases.message(person, 'unknown-command', MENU),
    'too-fast': ({ seconds }, person) => this.phrases.message(person, 'too-fast', [], { seconds }),
    unsupported: ({ what }, person) =>
      this.phrases.message(person, `unsupported-${UNSUPPORTED.has(what) ? what : 'other'}`, [
        TO_MENU,
      ]),
    'text-too-long': (_, person) =>
      this.phrases.message(person, 'text-too-long', [], { limit: LIMITS.question.max }),
  };
}
