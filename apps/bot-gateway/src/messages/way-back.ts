import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { type Remake, remakePrice } from '@aisha/avatars';
import { asWayBack, decodeAction } from '@aisha/conversation';
import { Phrases } from './phrases';
import { type Button, button } from './rendered';

const REMAKES: readonly string[] = ['again', 'variation', 'upscale'] satisfies Remake[];

/** The button that leads back to what somebody was doing when credits ran out. */
@Injectable()
export class WayBack {
  constructor(private readonly phrases: Phrases) {}

  /**
   * What leads to a screen is labelled `button-<label>`; what begins work at once says so, with its price.
   * @param back callback data @returns a row, empty where there is no way back (any more)
   */
  row(person: User, back: string | undefined, label: string): Button[] {
    const action = back === undefined ? undefined : decodeAction(back);
    if (!action) return [];
    if (!REMAKES.includes(action.do)) return [this.phrases.button(person, label, action)];
    const price = remakePrice(action.do as Remake);
    return [this.phrases.button(person, action.do, action, { price })];
  }

  /** To the packages, and from there on the way back. */
  topup({ language }: User, back?: string): Button {
    const data = asWayBack(back);
    const label = this.phrases.catalogue.plain(language, 'button-topup');
    return button(label, data === '' ? { do: 'topup' } : { do: 'topup-for', back: data });
  }
}
