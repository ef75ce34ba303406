import { Injectable } from '@nestjs/common';
import { type User, Users } from '@aisha/accounts';
import type { Notice, NoticeKind } from '@aisha/contracts';
import { GroupRequests } from '@aisha/delivery';
import { Transcripts } from '@aisha/transcripts';
import { clockOf } from './clock';
import { Phrases } from './phrases';
import type { Rendered } from './rendered';

/** All else is somebody's own and is never shown to others, whoever said it into a group. */
const SHOWN: readonly NoticeKind[] = [
  'answer-ready',
  'answer-failed',
  'answer-writing',
  'answer-delayed',
  'transcript-accepted',
  'transcript-paid',
  'transcript-declined',
  'transcript-lapsed',
  'transcript-waiting',
  'transcript-ready',
  'transcript-failed',
];

/** What comes of questions and recordings of a group: all read it, so it has no buttons and says nothing of money. */
@Injectable()
export class GroupResults {
  constructor(
    private readonly requests: GroupRequests,
    private readonly users: Users,
    private readonly transcripts: Transcripts,
    private readonly phrases: Phrases,
  ) {}

  /** @returns null for what is not to be shown in a group, or whose asker is gone */
  async render(
    notice: Notice,
    inPrivate: (person: User) => Promise<Rendered | null>,
  ): Promise<Rendered | null> {
    const asker = await this.askerOf(notice);
    const person = asker && (await this.users.find(asker.ownerId));
    if (!person) return null;
    const rendered =
      notice.kind === 'transcript-quote'
        ? await this.quote(notice.transcriptId, person)
        : SHOWN.includes(notice.kind)
          ? await inPrivate(person).then((message) => message && { ...message, buttons: [] })
          : null;
    return rendered && { ...rendered, replyTo: asker.messageId };
  }

  private askerOf(notice: Notice) {
    if ('transcriptId' in notice) return this.requests.askerOf(notice.transcriptId);
    return 'answerId' in notice ? this.requests.askerOf(notice.answerId) : undefined;
  }

  /** Without the balance; the buttons are the asker's alone. */
  private async quote(id: string, person: User): Promise<Rendered | null> {
    const transcript = await this.transcripts.lookUp(id);
    if (transcript?.status !== 'quoted') return null; // paid or declined meanwhile
    const { price, durationSeconds } = transcript;
    const values = { duration: clockOf(durationSeconds ?? 0), price: price ?? 0 };
    const pay = { do: 'pay-transcript', transcriptId: id } as const;
    const decline = { do: 'decline-transcript', transcriptId: id } as const;
    return {
      html: this.phrases.text(person, 'group-quote', { ...values, who: person.firstName }),
      buttons: [
        [
          this.phrases.button(person, 'pay', pay, { price: values.price }),
          this.phrases.button(person, 'decline', decline),
        ],
      ],
    };
  }
}
