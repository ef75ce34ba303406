import { Injectable } from '@nestjs/common';
import { Ledger, type User } from '@aisha/accounts';
import type { TranscriptNotice } from '@aisha/contracts';
import { encodeAction } from '@aisha/conversation';
import { type Transcript, Transcripts } from '@aisha/transcripts';
import { Phrases, TO_MENU } from './phrases';
import type { Button, Rendered } from './rendered';
import type { Renderers } from './renderers';
import { clockOf } from './clock';
import { WayBack } from './way-back';

type ProgressKind = Extract<
  TranscriptNotice['kind'],
  | 'transcript-accepted'
  | 'transcript-quote'
  | 'transcript-paid'
  | 'transcript-declined'
  | 'transcript-lapsed'
  | 'transcript-waiting'
  | 'transcript-failed'
  | 'transcript-heard'
  | 'file-too-big'
>;

/** What is said of recordings until their text is there. */
@Injectable()
export class TranscriptMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly transcripts: Transcripts,
    private readonly ledger: Ledger,
    private readonly way: WayBack,
  ) {}

  readonly renderers: Renderers<ProgressKind> = {
    'transcript-accepted': (_, person) => this.phrases.message(person, 'transcript-accepted'),
    'transcript-quote': ({ transcriptId }, person) => this.quote(transcriptId, person),
    'transcript-paid': (_, person) => this.phrases.message(person, 'transcript-paid'),
    'transcript-declined': (_, person) =>
      this.phrases.message(person, 'transcript-declined', [TO_MENU]),
    'transcript-lapsed': (_, person) =>
      this.phrases.message(person, 'transcript-lapsed', [TO_MENU]),
    'transcript-waiting': ({ transcriptId }, person) => this.waiting(transcriptId, person),
    'transcript-failed': ({ transcriptId }, person) => this.failed(transcriptId, person),
    'transcript-heard': ({ transcriptId }, person) => this.heard(transcriptId, person),
    'file-too-big': ({ limitMb }, person) =>
      this.phrases.message(person, 'file-too-big', [], { limit: limitMb }),
  };

  private async quote(id: string, person: User): Promise<Rendered | null> {
    const transcript = await this.transcripts.lookUp(id);
    if (transcript?.status !== 'quoted') return null; // paid or declined meanwhile
    const { price, durationSeconds } = transcript;
    const balance = await this.ledger.balance(person.id);
    const values = { duration: clockOf(durationSeconds ?? 0), price: price ?? 0, balance };
    return {
      html: this.phrases.text(person, 'transcript-quote', values),
      buttons: this.choice(transcript, person, balance),
    };
  }

  /** Who has too little is led to more, and back from there. */
  private choice({ id, price }: Transcript, person: User, balance: number): Button[][] {
    const say = this.phrases;
    const cost = price ?? 0;
    const topup = this.way.topup(person, encodeAction({ do: 'open-transcript', transcriptId: id }));
    return [
      [
        say.button(person, 'pay', { do: 'pay-transcript', transcriptId: id }, { price: cost }),
        say.button(person, 'decline', { do: 'decline-transcript', transcriptId: id }),
      ],
      [
        ...(balance < cost ? [topup] : []),
        say.button(person, 'promo', { do: 'promo-transcript', transcriptId: id }),
      ],
    ];
  }

  private async waiting(id: string, person: User): Promise<Rendered | null> {
    const transcript = await this.transcripts.lookUp(id);
    return transcript?.status === 'queued'
      ? this.phrases.message(person, 'transcript-waiting')
      : null;
  }

  private async failed(id: string, person: User): Promise<Rendered | null> {
    const transcript = await this.transcripts.lookUp(id);
    if (!transcript?.failure) return null;
    const refund = transcript.holdId ? 'refunded' : 'free';
    return this.phrases.message(person, 'transcript-failed', [TO_MENU], {
      reason: transcript.failure,
      refund,
    });
  }

  /** Stands where "listening" stood, above the answer. */
  private async heard(id: string, person: User): Promise<Rendered | null> {
    const transcript = await this.transcripts.lookUp(id);
    if (!transcript) return null;
    const { durationSeconds, price } = transcript;
    const row: [string, Parameters<typeof encodeAction>[0]][] = [
      ['transcript-show', { do: 'show-transcript', transcriptId: id }],
      ['transcript-modes', { do: 'transcript-modes' }],
    ];
    const values = { duration: clockOf(durationSeconds ?? 0), price: price ?? 0 };
    return this.phrases.message(person, 'transcript-heard', [row], values);
  }
}
