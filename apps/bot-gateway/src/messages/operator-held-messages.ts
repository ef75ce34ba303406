import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { HELD_KINDS, type HeldChoice, type HeldKind } from '@aisha/contracts';
import type { Action } from '@aisha/conversation';
import { Held, type HeldCount, Restores } from '@aisha/delivery';
import { BotIdentity } from '../bot-identity';
import { OperatorPhrases, TO_DESK } from './operator-phrases';
import type { Button, Rendered } from './rendered';
import type { NoticeOf, Renderers } from './renderers';

const TO_HELD: [string, Action][] = [['operator-held', { do: 'op-held' }]];

/** What waits for an operator's word since a restore. */
interface Waiting {
  counts: HeldCount[];
  broadcasts: number;
  /** Messages that were released and have not had their turn. */
  going: number;
}

/** That a backup was restored, and what operators decide about what was held. */
@Injectable()
export class OperatorHeldMessages {
  constructor(
    private readonly phrases: OperatorPhrases,
    private readonly held: Held,
    private readonly restores: Restores,
    private readonly identity: BotIdentity,
  ) {}

  readonly renderers: Renderers<'operator-restored' | 'operator-held'> = {
    'operator-restored': ({ restoreId }, operator) => this.news(restoreId, operator),
    'operator-held': (notice, operator) => this.screen(notice, operator),
  };

  private async news(restoreId: string, operator: User): Promise<Rendered | null> {
    const restore = await this.restores.find(restoreId);
    if (!restore) return null;
    const { messages, people, updates, broadcasts, restoredAt } = restore;
    const at = this.phrases.moment(operator, restoredAt);
    const isEmpty = messages + updates + broadcasts === 0;
    const values = { at, messages, people, updates, broadcasts };
    return this.phrases.phrases.message(
      operator,
      isEmpty ? 'operator-restored-empty' : 'operator-restored',
      [isEmpty ? TO_DESK : TO_HELD],
      values,
    );
  }

  private async screen(
    { byKind, dropping }: NoticeOf<'operator-held'>,
    operator: User,
  ): Promise<Rendered> {
    const waiting = await this.waiting();
    const kinds = kindsOf(waiting);
    const isAsked = dropping && (dropping === 'all' ? kinds.length > 0 : kinds.includes(dropping));
    return {
      html: [
        ...this.lines(waiting, operator),
        ...(isAsked ? ['', this.phrases.phrases.text(operator, 'operator-held-sure')] : []),
      ].join('\n'),
      buttons: isAsked
        ? this.sure(dropping, operator)
        : this.choices(byKind ? kinds : [], kinds.length > 0, operator),
    };
  }

  private async waiting(): Promise<Waiting> {
    const counts = await this.held.counts(this.identity.botId);
    return {
      counts: counts.filter(({ isReleased }) => !isReleased),
      broadcasts: await this.held.broadcasts(this.identity.botId),
      going: counts.reduce((sum, { isReleased, count }) => sum + (isReleased ? count : 0), 0),
    };
  }

  private lines({ counts, broadcasts, going }: Waiting, operator: User): string[] {
    const { phrases } = this.phrases;
    const line = ({ kind, count, people, oldest, newest }: HeldCount) =>
      phrases.text(operator, 'operator-held-line', {
        name: phrases.text(operator, `operator-held-${kind}`),
        count,
        people,
        oldest: this.phrases.moment(operator, oldest),
        newest: this.phrases.moment(operator, newest),
      });
    const isEmpty = counts.length === 0 && broadcasts === 0;
    return [
      phrases.text(operator, isEmpty ? 'operator-held-nothing' : 'operator-held'),
      ...counts.map(line),
      ...(broadcasts > 0
        ? [phrases.text(operator, 'operator-held-broadcasts', { count: broadcasts })]
        : []),
      ...(going > 0 ? ['', phrases.text(operator, 'operator-held-going', { count: going })] : []),
    ];
  }

  private choices(kinds: HeldKind[], isAny: boolean, operator: User): Button[][] {
    const { phrases } = this.phrases;
    const ofKind = (kind: HeldKind) => {
      const name = phrases.catalogue.plain(operator.language, `operator-held-${kind}`);
      return [
        phrases.button(operator, 'held-send-kind', { do: 'op-held-send', of: kind }, { name }),
        phrases.button(operator, 'held-drop-kind', { do: 'op-held-drop', of: kind }, { name }),
      ];
    };
    const all: [string, Action][] = [
      ['held-send-all', { do: 'op-held-send', of: 'all' }],
      ['held-drop-all', { do: 'op-held-drop', of: 'all' }],
    ];
    const byKind: [string, Action][] = [['held-kinds', { do: 'op-held-kinds' }]];
    const again: [string, Action][] = [['operator-again', { do: 'op-held' }]];
    const overall = kinds.length > 0 ? [] : isAny ? [all, byKind] : [];
    return [...kinds.map(ofKind), ...this.phrases.rows(operator, [...overall, again, TO_DESK])];
  }

  /** Nothing brings back what is dropped, so it takes a second press. */
  private sure(dropping: HeldChoice, operator: User): Button[][] {
    return this.phrases.rows(operator, [
      [[`held-sure-${dropping}`, { do: 'op-held-drop-now', of: dropping }]],
      [['held-keep', { do: 'op-held' }]],
    ]);
  }
}

/** In the order of the list; a broadcast may be without a message that waits. */
const kindsOf = ({ counts, broadcasts }: Waiting): HeldKind[] =>
  HELD_KINDS.filter(
    (kind) => counts.some((one) => one.kind === kind) || (kind === 'news' && broadcasts > 0),
  );
