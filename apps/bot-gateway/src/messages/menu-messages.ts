import { Inject, Injectable } from '@nestjs/common';
import { Ledger, PRICES } from '@aisha/accounts';
import { DAILY_LIMITS } from '@aisha/assistant';
import type { MenuNotice } from '@aisha/contracts';
import type { Action } from '@aisha/conversation';
import { LIMITS } from '@aisha/conversation';
import { CONFIG } from '@aisha/platform';
import { DOCUMENTS_A_DAY } from '@aisha/transcripts';
import { type GatewayConfig, isTelegrams } from '../gateway.env';
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
    @Inject(CONFIG) private readonly config: Pick<GatewayConfig, 'TELEGRAM_API_ROOT'>,
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
    limits: (_, person) =>
      this.phrases.message(person, 'limits', [TO_MENU], {
        // A server of one's own hands out files of any size, in its local mode.
        files: isTelegrams(this.config.TELEGRAM_API_ROOT) ? 'cloud' : 'own',
        megabytes: LIMITS.fileBytes / 1024 / 1024,
        minute: PRICES.audioMinute,
        question: LIMITS.question.max,
        ...DAILY_LIMITS,
        documents: DOCUMENTS_A_DAY,
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
