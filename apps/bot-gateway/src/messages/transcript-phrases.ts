import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { clockOf } from './clock';
import { Phrases } from './phrases';

/** What is known of a recording that was heard. */
export interface Heard {
  title: string | null;
  durationSeconds: number | null;
  price: number | null;
  language: string | null;
}

/** A transcript in words: what it is called, how long it is, what it cost, what is spoken. */
@Injectable()
export class TranscriptPhrases {
  constructor(private readonly phrases: Phrases) {}

  heading({ title, durationSeconds, price, language }: Heard, person: User): string {
    const spoken = languageName(language, person);
    return this.phrases.text(person, 'transcript-heading', {
      titled: title === null ? 'no' : 'yes',
      title: title ?? '',
      timed: durationSeconds === null ? 'no' : 'yes',
      duration: clockOf(durationSeconds ?? 0),
      price: price ?? 0,
      known: spoken === '' ? 'no' : 'yes',
      language: spoken,
    });
  }
}

/** A language by its code, in the person's own; some models name languages in English words, which stay as they are. */
function languageName(code: string | null, { language }: User): string {
  if (!code) return '';
  if (!/^[a-z]{2,3}$/i.test(code)) return code;
  return new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code;
}
