import { Injectable } from '@nestjs/common';
import { promptSlot, Prompts } from '@aisha/assistant';
import { Avatars } from '@aisha/avatars';
import type { PictureIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { OrderIntents } from './order-intents';
import { type Circumstances, type Outcome, saying, STALE } from './outcome';

type Intent<Verb> = Extract<PictureIntent, { do: Verb }>;

/** What the dialogue wants of pictures that are to be made. */
@Injectable()
export class PictureIntents {
  constructor(
    private readonly avatars: Avatars,
    private readonly prompts: Prompts,
    private readonly orders: OrderIntents,
  ) {}

  readonly appliers: Appliers<
    Intent<'begin-picture' | 'ask-photo' | 'describe-photo' | 'use-prompt'>
  > = {
    'begin-picture': ({ avatarId }, { user }) => this.begin(user.id, avatarId),
    'ask-photo': ({ avatarId, use }, { user }) => this.askPhoto(user.id, avatarId, use),
    'describe-photo': (intent, circumstances) => this.describe(intent, circumstances),
    'use-prompt': (intent, circumstances) => this.usePrompt(intent, circumstances),
  };

  private async begin(ownerId: string, avatarId?: string): Promise<Outcome> {
    const ready = await this.avatars.ready(ownerId);
    const [main] = ready;
    const named = ready.find(({ id }) => id === avatarId);
    const chosen = avatarId === undefined || ready.length === 1 ? main : named;
    if (chosen) {
      return saying(
        { kind: 'picture-prompt-request', avatarId: chosen.id },
        { session: { screen: 'picture-prompt', avatarId: chosen.id } },
      );
    }
    return saying({ kind: ready.length === 0 ? 'no-avatar-yet' : 'picture-avatar-request' });
  }

  private async askPhoto(
    ownerId: string,
    avatarId: string,
    use: 'source' | 'words',
  ): Promise<Outcome> {
    const ready = await this.avatars.ready(ownerId);
    if (!ready.some(({ id }) => id === avatarId)) return STALE;
    const session = { screen: 'picture-photo', avatarId, use } as const;
    return saying({ kind: 'picture-photo-request', avatarId, use }, { session });
  }

  private async describe(
    { avatarId, photo }: Intent<'describe-photo'>,
    { user, chat }: Circumstances,
  ): Promise<Outcome> {
    const { telegramFileId, fileName, mimeType } = photo;
    const { id: ownerId, language } = user;
    const wish = { telegramFileId, fileName, mimeType, ownerId, chat, language };
    const promptId = await this.prompts.describe(wish);
    const session = { screen: 'picture-prompt', avatarId } as const;
    return saying({ kind: 'prompt-writing', promptId }, { slot: promptSlot(promptId), session });
  }

  /** For the avatar that was spoken of; the talk may have gone on since, then for the latest. */
  private async usePrompt(
    { promptId, avatarId }: Intent<'use-prompt'>,
    circumstances: Circumstances,
  ): Promise<Outcome> {
    const { id: ownerId } = circumstances.user;
    const prompt = await this.prompts.findReady(ownerId, promptId);
    const ready = await this.avatars.ready(ownerId);
    const avatar = ready.find(({ id }) => id === avatarId) ?? ready[0];
    if (!prompt?.text || !avatar) return STALE;
    return this.orders.begin({ avatarId: avatar.id, prompt: prompt.text }, circumstances);
  }
}
