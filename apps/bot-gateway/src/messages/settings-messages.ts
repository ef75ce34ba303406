import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { PictureChoices, type PictureTaste } from '@aisha/avatars';
import {
  ASPECT_RATIOS,
  type SettingsNotice,
  SPEECH_LANGUAGES,
  TIME_ZONES,
  VOICE_MODES,
} from '@aisha/contracts';
import type { Action } from '@aisha/conversation';
import { offsetOf } from './person-time';
import { Phrases, TO_MENU } from './phrases';
import { type Button, button, type Rendered } from './rendered';
import type { Renderers } from './renderers';

const ZONES_IN_A_ROW = 2;
const LANGUAGES_IN_A_ROW = 3;

/** What a person chooses for themselves: each button says what it leads to, those that are chosen are marked. */
@Injectable()
export class SettingsMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly pictures: PictureChoices,
  ) {}

  readonly renderers: Renderers<SettingsNotice['kind']> = {
    settings: async (_, person) => this.settings(person, await this.pictures.taste(person.id)),
    'time-zones': (_, person) => this.timeZones(person),
    'speech-languages': (_, person) => this.speechLanguages(person),
  };

  private settings(person: User, { defaultRatio, quick }: PictureTaste): Rendered {
    return {
      html: this.phrases.text(person, 'settings'),
      buttons: [
        this.languages(person),
        [this.zone(person, person.timeZone, { do: 'time-zones' })],
        [this.switched(person, 'news', person.news), this.switched(person, 'sound', person.sound)],
        this.ratios(person, defaultRatio),
        [this.switched(person, 'quick', quick)],
        this.voiceModes(person),
        [this.spoken(person, { do: 'speech-languages' })],
        [['profile', { do: 'profile' } as Action] as const, ...TO_MENU].map(([label, action]) =>
          this.phrases.button(person, label, action),
        ),
      ],
    };
  }

  private languages(person: User): Button[] {
    return (['ru', 'en', 'app'] as const).map((language) => {
      const label = this.label(person, `language-${language}`);
      const isChosen = (person.chosenLanguage ?? 'app') === language;
      return button(this.marked(person, label, isChosen), { do: 'set-language', language });
    });
  }

  private ratios(person: User, chosen: PictureTaste['defaultRatio']): Button[] {
    return [...ASPECT_RATIOS, 'last' as const].map((ratio) => {
      const label = ratio === 'last' ? this.label(person, 'ratio-last') : ratio;
      const isChosen = (chosen ?? 'last') === ratio;
      return button(this.marked(person, label, isChosen), { do: 'set-ratio', ratio });
    });
  }

  private voiceModes(person: User): Button[] {
    return VOICE_MODES.map((mode) => {
      const label = this.label(person, `voice-${mode}`);
      return button(this.marked(person, label, person.voiceMode === mode), {
        do: 'set-voice-mode',
        mode,
      });
    });
  }

  private spoken(person: User, action: Action): Button {
    const language = person.speechLanguage ?? 'detect';
    return this.phrases.button(person, 'speech', action, { language });
  }

  private speechLanguages(person: User): Rendered {
    const all = (['detect', ...SPEECH_LANGUAGES] as const).map((language) => {
      const label = this.label(person, 'speech-language', { language });
      const isChosen = (person.speechLanguage ?? 'detect') === language;
      return button(this.marked(person, label, isChosen), { do: 'set-speech', language });
    });
    return {
      html: this.phrases.text(person, 'speech-languages'),
      buttons: [
        ...inRows(all, LANGUAGES_IN_A_ROW),
        [this.phrases.button(person, 'settings', { do: 'settings' })],
      ],
    };
  }

  private switched(person: User, what: 'news' | 'sound' | 'quick', isOn: boolean): Button {
    const action: Action = { do: `set-${what}`, on: isOn ? 'no' : 'yes' };
    return this.phrases.button(person, `${what}-${isOn ? 'on' : 'off'}`, action);
  }

  private timeZones(person: User): Rendered {
    const all = TIME_ZONES.map((zone) => {
      const action: Action = { do: 'set-time-zone', zone };
      const { text } = this.zone(person, zone, action);
      return button(this.marked(person, text, zone === person.timeZone), action);
    });
    const back = this.phrases.button(person, 'settings', { do: 'settings' });
    return {
      html: this.phrases.text(person, 'time-zones'),
      buttons: [...inRows(all, ZONES_IN_A_ROW), [back]],
    };
  }

  private zone(person: User, timeZone: string, action: Action): Button {
    const zone = timeZone.replace('/', '-');
    return this.phrases.button(person, 'time-zone', action, { zone, offset: offsetOf(timeZone) });
  }

  private marked(person: User, label: string, isChosen: boolean): string {
    return isChosen ? this.label(person, 'chosen', { label }) : label;
  }

  private label({ language }: User, id: string, values?: Record<string, string>): string {
    return this.phrases.catalogue.plain(language, `button-${id}`, values);
  }
}

const inRows = (buttons: Button[], width: number): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / width) }, (_, row) =>
    buttons.slice(row * width, (row + 1) * width),
  );
