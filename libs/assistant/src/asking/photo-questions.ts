import { Injectable } from '@nestjs/common';
import { answerPerson } from '@aisha/contracts';
import { Answer, Database } from '@aisha/database';
import { type ChatRef, IncomingFiles } from '@aisha/delivery';
import { currentTraceId, Jobs, newTraceId } from '@aisha/platform';
import { AnswerResults } from '../answering/answer-results';
import { DailyLimits, type LimitReached } from './daily-limits';
import { QuestionPhotos } from '../looking/question-photos';

/** Each costs like two pages of text. */
export const PHOTOS_OF_A_QUESTION = 5;

/** A photo that somebody asks about. */
export interface PhotoQuestion {
  ownerId: string;
  chat: ChatRef;
  /** What they wrote with it; may be empty. */
  caption: string;
  /** Telegram's id of what came together. */
  album?: string;
  picture: { telegramFileId: string; fileName?: string; mimeType?: string };
}

/** What came of a photo; `full`: its album has more than a question takes. */
export type PhotoAsked = { readonly outcome: 'asked' | 'full' } | LimitReached;

/** Questions about photos. Verbs join the surrounding transaction. */
@Injectable()
export class PhotoQuestions {
  constructor(
    private readonly database: Database,
    private readonly photos: QuestionPhotos,
    private readonly incoming: IncomingFiles,
    private readonly results: AnswerResults,
    private readonly jobs: Jobs,
    private readonly limits: DailyLimits,
  ) {}

  /** Notes a photo down: a question, or one more photo of the same album's. */
  async ask(question: PhotoQuestion): Promise<PhotoAsked> {
    const { ownerId, chat, album, caption, picture } = question;
    const open = album === undefined ? undefined : await this.photos.openAlbum(chat, album);
    if (open && open.count >= PHOTOS_OF_A_QUESTION) return { outcome: 'full' };
    const reached =
      (await this.limits.reached(ownerId, 'photos')) ??
      (open ? undefined : await this.limits.reached(ownerId, 'answers'));
    if (reached) return reached;
    const answerId = open?.answerId ?? (await this.begin(question));
    if (open && caption) await this.say(answerId, caption);
    const { botId } = chat;
    const { id } = await this.incoming.want({
      ...picture,
      ownerId,
      botId,
      purpose: 'question-photo',
    });
    await this.photos.add(answerId, id, album);
    return { outcome: 'asked' };
  }

  /** The photo lies in S3. */
  async fileStored(fileId: string): Promise<void> {
    const answer = await this.answerFor(fileId);
    if (answer) await this.jobs.enqueue(answerPerson, { answerId: answer.id }, answer.traceId);
  }

  /** The photo will not come. */
  async fileFailed(fileId: string): Promise<void> {
    const answer = await this.answerFor(fileId);
    if (answer) await this.results.failed(answer.id, 'no-photo');
  }

  private async answerFor(fileId: string): Promise<Answer | null> {
    const id = await this.photos.answerOf(fileId);
    return id === undefined ? null : this.answers.findOneBy({ id, status: 'pending' });
  }

  private async begin({ ownerId, chat, caption }: PhotoQuestion): Promise<string> {
    const { botId, chatId } = chat;
    const traceId = currentTraceId() ?? newTraceId();
    const { identifiers } = await this.answers.insert({
      ...{ ownerId, botId, chatId, traceId },
      question: caption,
    });
    return (identifiers[0] as { id: string }).id;
  }

  /** Telegram puts the words of an album on any of its photos. */
  private async say(answerId: string, caption: string): Promise<void> {
    await this.answers.update({ id: answerId, question: '' }, { question: caption });
  }

  private get answers() {
    return this.database.repository(Answer);
  }
}
