import { Injectable } from '@nestjs/common';
import { type Answer, OpenAnswers } from '@aisha/assistant';
import { setTimeout as delay } from 'node:timers/promises';
import { draftHtml } from './draft-text';
import { DraftBubble } from './draft-bubble';
import { EditedDraft } from './edited-draft';

/** Telegram takes about one sign a second in a chat. */
const LOOK_EACH_MS = 1_000;
/** Edits are counted like messages: twenty a minute in a group. */
const EDIT_EACH_LOOKS = { person: 3, group: 6 };
/** Whoever waits longer is glad of a button that ends it. */
const ANNOUNCE_AFTER_MS = 2_600;
/** Telegram takes a draft away after 30 s. */
const RENEW_AFTER_LOOKS = 20;
/** The writing itself ends before. */
const LONGEST_MS = 200_000;

/** What was shown last. */
interface Shown {
  text?: string;
  looks: number;
  drafts: boolean;
}

/** Shows how an answer is being written. Signs only: the answer itself is a message of its own, and waits for nothing. */
@Injectable()
export class AnswerFollower {
  constructor(
    private readonly answers: OpenAnswers,
    private readonly bubble: DraftBubble,
    private readonly edited: EditedDraft,
  ) {}

  /** @throws the reason of `leaving`, for another gateway to go on */
  async follow(answerId: string, leaving: AbortSignal): Promise<void> {
    const answer = await this.answers.find(answerId);
    if (!answer) return;
    const begun = performance.now();
    const shown: Shown = { looks: 0, drafts: true };
    let announced = false;
    while (performance.now() - begun < LONGEST_MS) {
      const text = await this.answers.written(answerId);
      if (text === undefined) return;
      await this.show(answer, text, shown);
      if (!announced && performance.now() - begun > ANNOUNCE_AFTER_MS) {
        await this.answers.announce(answerId);
        announced = true;
      }
      await delay(LOOK_EACH_MS, undefined, { signal: leaving });
    }
  }

  private async show(answer: Answer, text: string, shown: Shown): Promise<void> {
    shown.looks += 1;
    if (shown.drafts) shown.drafts = await this.inBubble(answer, text, shown);
    else await this.inMessage(answer, text, shown);
  }

  private async inBubble(answer: Answer, text: string, shown: Shown): Promise<boolean> {
    if (text === shown.text && shown.looks < RENEW_AFTER_LOOKS) return true;
    Object.assign(shown, { text, looks: 0 });
    return this.bubble.show(answer, draftIdOf(answer.id), draftHtml(text));
  }

  private async inMessage(answer: Answer, text: string, shown: Shown): Promise<void> {
    const each = EDIT_EACH_LOOKS[answer.chatId > 0 ? 'person' : 'group'];
    if (text === shown.text || text.trim() === '' || shown.looks < each) return;
    Object.assign(shown, { text, looks: 0 });
    await this.edited.show(answer, answer.id, draftHtml(text));
  }
}

/** Telegram wants a whole number that is not 0, the same for the same draft. */
const draftIdOf = (answerId: string): number =>
  Number.parseInt(answerId.slice(0, 8), 16) & 0x7fffffff || 1;
