import { Injectable } from '@nestjs/common';
import type { FarewellNotice, Notice } from '@aisha/contracts';
import { Phrases } from './phrases';
import type { Rendered } from './rendered';

const KINDS: readonly string[] = ['leaving', 'forgotten'] satisfies FarewellNotice['kind'][];

/** Whether a notice is for somebody who goes: they need not be known any more when it is sent. */
export const isFarewell = (notice: Notice): notice is FarewellNotice => KINDS.includes(notice.kind);

/** Words to those who have all deleted. */
@Injectable()
export class FarewellMessages {
  constructor(private readonly phrases: Phrases) {}

  render(notice: FarewellNotice): Rendered {
    const { receipt } = notice;
    if (notice.kind === 'leaving') return this.phrases.message(notice, 'leaving', [], { receipt });
    const date = notice.requestedAt.slice(0, 10);
    const message = this.phrases.message(notice, 'forgotten', [], {
      ...notice.counts,
      receipt,
      date,
    });
    const { falKept } = notice.counts;
    const rest = this.phrases.text(notice, falKept > 0 ? 'forgotten-kept' : 'forgotten-fal', {
      count: falKept,
    });
    return { ...message, html: `${message.html}\n\n${rest}`, announces: true };
  }
}
