import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import type { PrivacyNotice } from '@aisha/contracts';
import type { Action } from '@aisha/conversation';
import { type Belonging, Belongings, type Export, EXPORT_DAYS, Exports } from '@aisha/privacy';
import { Phrases, TO_MENU } from './phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

const TO_EXPORT: [string, Action][] = [['export-data', { do: 'export-data' }]];
const BACK: [string, Action][] = [['privacy-back', { do: 'privacy' }]];
/** An upload that begins shortly before the object goes would break off. */
const MARGIN_MS = 600_000;
const DAY_MS = 86_400_000;

/** What is stored of a person: to see, to take along, to have deleted. */
@Injectable()
export class PrivacyMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly exports: Exports,
    private readonly belongings: Belongings,
  ) {}

  readonly renderers: Renderers<PrivacyNotice['kind']> = {
    privacy: (_, person) =>
      this.phrases.message(person, 'privacy', [
        TO_EXPORT,
        [['ask-delete-me', { do: 'ask-delete-me' }]],
        TO_MENU,
      ]),
    'export-started': (_, person) =>
      this.phrases.message(person, 'export-started', [], { days: EXPORT_DAYS }),
    'export-too-soon': ({ hours }, person) =>
      this.phrases.message(person, 'export-too-soon', [BACK], { hours }),
    'export-ready': ({ exportId, volume }, person) => this.volume(exportId, volume, person),
    'export-failed': (_, person) => ({
      ...this.phrases.message(person, 'export-failed', [TO_EXPORT, TO_MENU]),
      announces: true,
    }),
    'delete-me-request': (_, person) => this.question(person, 'delete-me-request', 'delete-me'),
    'delete-me-confirmation': (_, person) =>
      this.question(person, 'delete-me-confirmation', 'delete-me-for-good'),
  };

  /** The yes is for what is there at this moment, and is told so. */
  private async question(
    person: User,
    text: string,
    yes: 'delete-me' | 'delete-me-for-good',
  ): Promise<Rendered> {
    const belonging = await this.belongings.of(person);
    const rows: [string, Action][][] = [[[yes, { do: yes, of: belonging.digest }]], BACK];
    return this.phrases.message(person, text, rows, numbersOf(belonging));
  }

  private async volume(id: string, volume: number, person: User): Promise<Rendered | null> {
    const made = await this.exports.get(id);
    const key = made?.volumes[volume - 1];
    if (made?.ownerId !== person.id || !key) return null;
    if (isGone(made)) {
      return volume === 1 ? this.phrases.message(person, 'export-gone', [TO_EXPORT]) : null;
    }
    const message = this.phrases.message(person, 'export-ready', [], {
      volume,
      volumes: made.volumes.length,
      leftOut: made.leftOut,
      days: EXPORT_DAYS,
    });
    return { ...message, document: { key, fileName: fileName(made, volume) }, announces: true };
  }
}

const numbersOf = ({ counts, credits, trainings }: Belonging) => ({
  avatars: counts['avatars'] ?? 0,
  pictures: counts['pictures'] ?? 0,
  photos: counts['photos'] ?? 0,
  recordings: counts['recordings'] ?? 0,
  questions: counts['questions'] ?? 0,
  credits,
  trainings,
});

const isGone = ({ createdAt }: Export): boolean =>
  createdAt.getTime() < Date.now() - EXPORT_DAYS * DAY_MS + MARGIN_MS;

const fileName = ({ createdAt, volumes }: Export, volume: number): string => {
  const part = volumes.length > 1 ? `-${volume}` : '';
  return `aisha-data-${createdAt.toISOString().slice(0, 10)}${part}.zip`;
};
