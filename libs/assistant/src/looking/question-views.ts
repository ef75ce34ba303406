import { Injectable } from '@nestjs/common';
import { Storage } from '@aisha/integrations';
import { setTimeout as delay } from 'node:timers/promises';
import { NoPhoto, photoView } from '../prompting/photo-view';
import { type PhotosOfQuestion, type PhotoState, QuestionPhotos } from './question-photos';

/** Photos of an album are announced one by one; after this long nothing more is on its way. */
const ALBUM_QUIET_MS = 1_200;
/** They are fetched within a second or two. Later than this their own reminder brings the question back. */
const PATIENCE_MS = 6_000;
const LOOK_EACH_MS = 150;

/** The photos of a question as the model is shown them. */
@Injectable()
export class QuestionViews {
  constructor(
    private readonly photos: QuestionPhotos,
    private readonly storage: Storage,
  ) {}

  /**
   * @returns `data:` addresses; undefined while the photos have not come
   * @throws {NoPhoto} when one of them cannot be looked at
   */
  async of(answerId: string, signal?: AbortSignal): Promise<string[] | undefined> {
    if (!(await this.complete(answerId, signal))) return undefined;
    await this.photos.close(answerId);
    const all = await this.complete(answerId, signal); // one may have come in between
    if (!all) return undefined;
    const views: string[] = [];
    for (const { objectKey } of all) views.push(await this.view(objectKey));
    return views;
  }

  private async complete(
    answerId: string,
    signal?: AbortSignal,
  ): Promise<readonly PhotoState[] | undefined> {
    const begun = performance.now();
    for (;;) {
      const state = await this.photos.of(answerId);
      if (isComplete(state)) return state.photos;
      if (performance.now() - begun > PATIENCE_MS) return undefined;
      await delay(LOOK_EACH_MS, undefined, { signal });
    }
  }

  private async view(objectKey: string): Promise<string> {
    const bytes = await this.storage.findBytes(objectKey);
    if (!bytes) throw new NoPhoto('the photo is gone');
    return photoView(bytes);
  }
}

const isComplete = ({ photos, inAlbum, ageMs }: PhotosOfQuestion): boolean =>
  photos.every(({ status }) => status !== 'wanted') && (!inAlbum || ageMs > ALBUM_QUIET_MS);
