import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import type { Action } from '@aisha/conversation';
import { Catalogue, type Values } from './catalogue';
import { type Button, button, type Rendered } from './rendered';

/** Rows of buttons: the text `button-<label>` and what it does. */
export type ButtonRows = [label: string, action: Action][][];

/** All that a text needs to know of a person. */
export type Reader = Pick<User, 'language'>;

/** The catalogue as the renderers use it: texts and buttons for one person. */
@Injectable()
export class Phrases {
  constructor(readonly catalogue: Catalogue) {}

  text({ language }: Reader, id: string, values?: Values): string {
    return this.catalogue.html(language, id, values);
  }

  /** A button whose label is the text `button-<label>`. */
  button({ language }: Reader, label: string, action: Action, values?: Values): Button {
    return button(this.catalogue.plain(language, `button-${label}`, values), action);
  }

  /** A message of one text, with rows of buttons given as [label, action]. */
  message(person: Reader, id: string, rows: ButtonRows = [], values?: Values): Rendered {
    return {
      html: this.text(person, id, values),
      buttons: rows.map((row) => row.map(([label, action]) => this.button(person, label, action))),
    };
  }
}

export const TO_MENU: [string, Action][] = [['menu', { do: 'menu' }]];
