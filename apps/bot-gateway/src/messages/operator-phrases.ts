import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import type { Action } from '@aisha/conversation';
import { Phrases } from './phrases';
import { type Button, button } from './rendered';

export const TO_DESK: [string, Action][] = [['operator', { do: 'operator' }]];

/** What operators' screens have alike. */
@Injectable()
export class OperatorPhrases {
  constructor(readonly phrases: Phrases) {}

  /** A moment as the operator's clock shows it. */
  moment(person: User, at: Date): string {
    return new Intl.DateTimeFormat(person.language, {
      dateStyle: 'short',
      timeStyle: 'short',
      timeZone: person.timeZone,
    }).format(at);
  }

  /** Rows of buttons; one whose label is made here may hold any words. */
  rows(person: User, rows: [string, Action][][]): Button[][] {
    return rows
      .filter((row) => row.length > 0)
      .map((row) => row.map(([label, action]) => this.phrases.button(person, label, action)));
  }

  worded(label: string, action: Action): Button {
    return button(label, action);
  }

  /** Buttons that lead to the pages beside this one. */
  turning(page: number, hasMore: boolean, to: (page: number) => Action): [string, Action][] {
    const turn: [string, Action][] = [];
    if (page > 0) turn.push(['previous', to(page - 1)]);
    if (hasMore) turn.push(['next', to(page + 1)]);
    return turn;
  }
}
