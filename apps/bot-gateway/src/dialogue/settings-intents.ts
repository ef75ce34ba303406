import { Injectable } from '@nestjs/common';
import { Settings } from '@aisha/accounts';
import { PictureChoices } from '@aisha/avatars';
import type { SettingsIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { type Outcome, saying } from './outcome';
import { PictureIntents } from './picture-intents';

/** What the dialogue wants of what people choose for themselves. */
@Injectable()
export class SettingsIntents {
  constructor(
    private readonly settings: Settings,
    private readonly pictures: PictureChoices,
    private readonly pictureIntents: PictureIntents,
  ) {}

  readonly appliers: Appliers<SettingsIntent> = {
    'show-settings': () => SHOWN,
    'show-time-zones': () => saying({ kind: 'time-zones' }),
    'show-speech-languages': () => saying({ kind: 'speech-languages' }),
    'set-language': ({ language }, { user }) =>
      shownAfter(this.settings.setLanguage(user, language)),
    'set-time-zone': ({ zone }, { user }) => shownAfter(this.settings.setTimeZone(user, zone)),
    'set-news': ({ on }, { user }) => shownAfter(this.settings.setNews(user, on)),
    'set-sound': ({ on }, { user }) => shownAfter(this.settings.setSound(user, on)),
    'set-quick': ({ on }, { user }) => shownAfter(this.pictures.prefer(user.id, { quick: on })),
    'set-default-ratio': ({ ratio }, { user }) =>
      shownAfter(this.pictures.prefer(user.id, { defaultRatio: ratio })),
    'set-voice-mode': ({ mode }, { user }) => shownAfter(this.settings.setVoiceMode(user, mode)),
    'set-speech-language': ({ language }, { user }) =>
      shownAfter(this.settings.setSpeechLanguage(user, language)),
    'choose-first': async ({ avatarId }, circumstances) => {
      await this.pictures.prefer(circumstances.user.id, { quick: false });
      return this.pictureIntents.appliers['begin-picture'](
        { do: 'begin-picture', avatarId },
        circumstances,
      );
    },
  };
}

const SHOWN = saying({ kind: 'settings' });

async function shownAfter(change: Promise<void>): Promise<Outcome> {
  await change;
  return SHOWN;
}
