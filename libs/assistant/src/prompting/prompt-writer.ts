import { Injectable, Logger } from '@nestjs/common';
import { Usage } from '@aisha/accounts';
import { Database, Prompt } from '@aisha/database';
import { IncomingFiles } from '@aisha/delivery';
import { OpenAiClient, Storage } from '@aisha/integrations';
import { NoPhoto, photoView } from './photo-view';
import { messagesFor, PICTURE_PROMPT, promptOf } from './picture-prompt';
import { type OnSettled, PromptResults } from './prompt-results';

/** Thinking included; the words themselves are about 150. */
const MAX_TOKENS = 1_500;
/** Two tries of this end before the patience with the words does. */
const CALL_MS = 20_000;

/** Worker: words, or a photo, to words for a picture. */
@Injectable()
export class PromptWriter {
  private readonly logger = new Logger(PromptWriter.name);

  constructor(
    private readonly database: Database,
    private readonly openai: OpenAiClient,
    private readonly storage: Storage,
    private readonly incoming: IncomingFiles,
    private readonly results: PromptResults,
    private readonly usage: Usage,
  ) {}

  /** Writes the words, once however often it runs. @throws to be tried again */
  async write(promptId: string, onSettled: OnSettled, signal?: AbortSignal): Promise<void> {
    const prompt = await this.database.repository(Prompt).findOneBy({ id: promptId });
    if (prompt?.status !== 'pending') return;
    const photo = prompt.fileId ? await this.photo(prompt.fileId) : undefined;
    const limits = [AbortSignal.timeout(CALL_MS), ...(signal ? [signal] : [])];
    const { text, usage } = await this.openai.chat(messagesFor(prompt, photo), {
      maxTokens: MAX_TOKENS,
      json: PICTURE_PROMPT,
      signal: AbortSignal.any(limits),
    });
    await this.usage.note({ ownerId: prompt.ownerId, purpose: 'prompt', usage });
    const words = promptOf(text);
    if (words === undefined) this.logger.warn({ msg: 'no words came', promptId });
    if (words === undefined) await this.results.failed(promptId, onSettled);
    else await this.results.ready(promptId, words, onSettled);
  }

  /** No try is left. Nobody waits for better times: pictures are drawn in the person's own words. */
  async giveUp(promptId: string, onSettled: OnSettled, error: unknown): Promise<void> {
    this.logger.error({ msg: 'words not written', promptId, error });
    await this.results.failed(promptId, onSettled);
  }

  private async photo(fileId: string): Promise<string> {
    const file = await this.incoming.find(fileId);
    if (file?.status !== 'stored') throw new NoPhoto('the photo is gone');
    const bytes = await this.storage.findBytes(file.objectKey);
    if (!bytes) throw new NoPhoto('the photo is gone');
    return photoView(bytes);
  }
}
