import { Injectable } from '@nestjs/common';
import { writePrompt } from '@aisha/contracts';
import { Database, Prompt, type PromptTask } from '@aisha/database';
import { type ChatRef, IncomingFiles } from '@aisha/delivery';
import { currentTraceId, Jobs, newTraceId } from '@aisha/platform';
import { PromptResults } from './prompt-results';

interface Asking {
  ownerId: string;
  chat: ChatRef;
  /** The person's, for words that they are to read. */
  language: 'ru' | 'en';
}
/** Words to be written anew. */
export interface WordsToWrite extends Asking {
  task: Exclude<PromptTask, 'photo'>;
  words: string;
}
/** A photo to be described. */
export interface PhotoToDescribe extends Asking {
  telegramFileId: string;
  fileName?: string;
  mimeType?: string;
}

/** Words for pictures, as people ask for them. Verbs join the surrounding transaction. */
@Injectable()
export class Prompts {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly incoming: IncomingFiles,
    private readonly results: PromptResults,
  ) {}

  /** Has words written. @returns their id */
  async write({ chat, ...wish }: WordsToWrite): Promise<string> {
    const { id, traceId } = await this.add({ ...wish, ...chat });
    await this.jobs.enqueue(writePrompt, { promptId: id }, traceId);
    return id;
  }

  /** Has a photo described, once it has come. @returns the id of the words */
  async describe({ chat, ownerId, language, ...photo }: PhotoToDescribe): Promise<string> {
    const { botId } = chat;
    const file = await this.incoming.want({ ...photo, ownerId, botId, purpose: 'prompt-photo' });
    const wish = { ownerId, language, ...chat, task: 'photo', words: '', fileId: file.id } as const;
    return (await this.add(wish)).id;
  }

  get(id: string): Promise<Prompt | null> {
    return this.rows.findOneBy({ id });
  }

  /** Words that are ready, of this person; those of another are not found. */
  findReady(ownerId: string, id: string): Promise<Prompt | null> {
    return this.rows.findOneBy({ id, ownerId, status: 'ready' });
  }

  /** The photo lies in S3. */
  async fileStored(fileId: string): Promise<void> {
    const prompt = await this.rows.findOneBy({ fileId });
    if (prompt?.status !== 'pending') return;
    await this.jobs.enqueue(writePrompt, { promptId: prompt.id }, prompt.traceId);
  }

  /** The photo will not come. */
  async fileFailed(fileId: string): Promise<void> {
    const prompt = await this.rows.findOneBy({ fileId });
    if (prompt) await this.results.failed(prompt.id);
  }

  private async add(wish: Partial<Prompt>): Promise<{ id: string; traceId: string }> {
    const traceId = currentTraceId() ?? newTraceId();
    const { identifiers } = await this.rows.insert({ ...wish, traceId });
    return { id: (identifiers[0] as { id: string }).id, traceId };
  }

  private get rows() {
    return this.database.repository(Prompt);
  }
}
