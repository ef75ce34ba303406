import { Injectable } from '@nestjs/common';
import { Ledger, type User } from '@aisha/accounts';
import type { TranscriptNotice } from '@aisha/contracts';
import type { Action } from '@aisha/conversation';
import { type Transcript, Transcripts } from '@aisha/transcripts';
import { escapeHtml } from './html-text';
import { shortDayOf } from './person-time';
import { Phrases, TO_MENU } from './phrases';
import { button, type Rendered } from './rendered';
import type { Renderers } from './renderers';
import { shorten } from './split-text';

const PAGE_SIZE = 5;
const PREVIEW = 32;

/** What is said of recordings and what they say. */
@Injectable()
export class TranscriptMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly transcripts: Transcripts,
    private readonly ledger: Ledger,
  ) {}

  readonly renderers: Renderers<TranscriptNotice['kind']> = {
    'transcript-accepted': (_, person) => this.phrases.message(person, 'transcript-accepted'),
    'transcript-quote': ({ transcriptId }, person) => this.quote(transcriptId, person),
    'transcript-paid': (_, person) => this.phrases.message(person, 'transcript-paid'),
    'transcript-declined': (_, person) =>
      this.phrases.message(person, 'transcript-declined', [TO_MENU]),
    'transcript-ready': ({ transcriptId }, person) => this.ready(transcriptId, person, []),
    'transcript-card': ({ transcriptId }, person) =>
      this.ready(transcriptId, person, [['transcripts', { do: 'transcripts', page: 0 }]]),
    'transcript-failed': async ({ transcriptId }, person) => {
      const transcript = await this.transcripts.get(transcriptId);
      if (!transcript?.failure) return null;
      const refund = transcript.holdId ? 'refunded' : 'free';
      return this.phrases.message(person, 'transcript-failed', [TO_MENU], {
        reason: transcript.failure,
        refund,
      });
    },
    'transcripts-list': ({ page }, person) => this.list(page, person),
    'file-too-big': ({ limitMb }, person) =>
      this.phrases.message(person, 'file-too-big', [], { limit: limitMb }),
  };

  private async quote(id: string, person: User): Promise<Rendered | null> {
    const transcript = await this.transcripts.get(id);
    if (transcript?.status !== 'quoted') return null; // paid or declined meanwhile
    const price = transcript.price ?? 0;
    return {
      html: this.phrases.text(person, 'transcript-quote', {
        duration: clock(transcript.durationSeconds ?? 0),
        price,
        balance: await this.ledger.balance(person.id),
      }),
      buttons: [
        [
          this.phrases.button(person, 'pay', { do: 'pay-transcript', transcriptId: id }, { price }),
          this.phrases.button(person, 'decline', { do: 'decline-transcript', transcriptId: id }),
        ],
      ],
    };
  }

  private async ready(id: string, person: User, row: [string, Action][]): Promise<Rendered | null> {
    const transcript = await this.transcripts.get(id);
    if (!transcript?.text) return null;
    const heading = this.phrases.text(person, 'transcript-heading', {
      duration: clock(transcript.durationSeconds ?? 0),
      price: transcript.price ?? 0,
    });
    const buttons = row.map(([label, action]) => this.phrases.button(person, label, action));
    return {
      html: `${heading}\n\n${escapeHtml(transcript.text)}`,
      buttons: buttons.length > 0 ? [buttons] : [],
    };
  }

  private async list(page: number, person: User): Promise<Rendered> {
    const { items, total } = await this.transcripts.page(person.id, page, PAGE_SIZE);
    if (total === 0) return this.phrases.message(person, 'transcripts-empty', [TO_MENU]);
    const turn: [string, Action][] = [];
    if (page > 0) turn.push(['previous', { do: 'transcripts', page: page - 1 }]);
    if ((page + 1) * PAGE_SIZE < total) turn.push(['next', { do: 'transcripts', page: page + 1 }]);
    return {
      html: this.phrases.text(person, 'transcripts-list', { total }),
      buttons: [
        ...items.map((item) => [
          button(title(item, person), { do: 'open-transcript', transcriptId: item.id }),
        ]),
        turn.map(([label, action]) => this.phrases.button(person, label, action)),
        TO_MENU.map(([label, action]) => this.phrases.button(person, label, action)),
      ].filter((row) => row.length > 0),
    };
  }
}

const title = ({ createdAt, text }: Transcript, person: User): string => {
  const day = shortDayOf(createdAt, person);
  return `${day} · ${shorten((text ?? '').replace(/\s+/g, ' '), PREVIEW)}`;
};

/** 75 s as 1:15. */
const clock = (seconds: number): string => {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};
