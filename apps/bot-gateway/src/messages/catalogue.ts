import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { Injectable } from '@nestjs/common';
import type { Language } from '@aisha/accounts';
import { escapeHtml } from './html-text';
import { TEXTS } from './texts';

export type Values = Record<string, string | number>;

/** A text that the catalogue cannot give: a fault of ours, found by the tests. */
export class UnknownText extends Error {
  constructor(language: Language, id: string, cause?: unknown) {
    super(`no usable text "${id}" in ${language}`, { cause });
    this.name = 'UnknownText';
  }
}

/** All that people read, by language. */
@Injectable()
export class Catalogue {
  private readonly bundles: Record<Language, FluentBundle>;

  constructor() {
    this.bundles = { ru: bundle('ru'), en: bundle('en') };
  }

  /** A text as Telegram's HTML. Values are escaped: what a person wrote can never become markup. */
  html(language: Language, id: string, values: Values = {}): string {
    return this.format(language, id, strings(values, escapeHtml));
  }

  /** A text without markup, for buttons and alerts. */
  plain(language: Language, id: string, values: Values = {}): string {
    return this.format(
      language,
      id,
      strings(values, (text) => text),
    );
  }

  private format(language: Language, id: string, values: Record<string, FluentVariable>): string {
    const bundle = this.bundles[language];
    const pattern = bundle.getMessage(id)?.value;
    if (!pattern) throw new UnknownText(language, id);
    const errors: Error[] = [];
    const text = bundle.formatPattern(pattern, values, errors);
    if (errors.length > 0) throw new UnknownText(language, id, errors[0]);
    return text;
  }
}

function bundle(language: Language): FluentBundle {
  // Isolation marks are for mixed writing directions; in Telegram they would show up in copied text.
  const made = new FluentBundle(language, { useIsolating: false });
  const errors = TEXTS[language].flatMap((text) => made.addResource(new FluentResource(text)));
  if (errors.length > 0) throw errors[0]!;
  return made;
}

/** Half a surrogate pair is no character: Telegram would refuse the whole message. */
const strings = (values: Values, written: (text: string) => string): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? written(value.toWellFormed()) : value,
    ]),
  );
