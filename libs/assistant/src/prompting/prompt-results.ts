import { Injectable } from '@nestjs/common';
import { Database, Prompt } from '@aisha/database';
import { Outbox } from '@aisha/delivery';

/** What else is done about settled words, in their transaction; `text` is null when there are none. */
export type OnSettled = (prompt: Prompt, text: string | null) => Promise<unknown>;

const nothing: OnSettled = () => Promise.resolve();

/** The end of words that are written, once. */
@Injectable()
export class PromptResults {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  ready(id: string, text: string, onSettled: OnSettled): Promise<void> {
    return this.settle(id, text, onSettled);
  }

  failed(id: string, onSettled: OnSettled = nothing): Promise<void> {
    return this.settle(id, null, onSettled);
  }

  private async settle(id: string, text: string | null, onSettled: OnSettled): Promise<void> {
    await this.database.transaction(async () => {
      const rows = await this.database.query(
        `update prompts set status = $2, text = $3, settled_at = now()
         where id = $1 and status = 'pending' returning 1`,
        [id, text === null ? 'failed' : 'ready', text],
      );
      if (rows.length === 0) return;
      const prompt = await this.database.repository(Prompt).findOneByOrFail({ id });
      await onSettled(prompt, text);
      if (prompt.task === 'photo') await this.tell(prompt);
    });
  }

  /** Words that pictures wait for are not spoken of: the pictures are. */
  private tell(prompt: Prompt): Promise<void> {
    const kind = prompt.status === 'ready' ? 'prompt-written' : 'prompt-failed';
    const options = { slot: promptSlot(prompt.id), key: `prompt-${prompt.id}` };
    return this.outbox.add(prompt, { kind, promptId: prompt.id }, options);
  }
}

/** Messages about the words from one photo take each other's place. */
export const promptSlot = (promptId: string): string => `prompt-${promptId}`;
