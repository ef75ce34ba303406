import type { PersonAction } from '../actions/person.actions';
import type { SettingsIntent } from '../intents/person.intents';

export type SettingsAction = Extract<
  PersonAction,
  { do: 'settings' | 'time-zones' | 'speech-languages' | 'choose-first' | `set-${string}` }
>;

export const isAboutSettings = (action: PersonAction): action is SettingsAction =>
  ['settings', 'time-zones', 'speech-languages', 'choose-first'].includes(action.do) ||
  action.do.startsWith('set-');

/** Buttons of the settings: each says the state that it leads to, so pressing twice is pressing once. */
export function settingsIntentOf(action: SettingsAction): SettingsIntent {
  switch (action.do) {
    case 'settings':
    case 'time-zones':
    case 'speech-languages':
      return { do: `show-${action.do}` };
    case 'set-language':
      return { do: action.do, language: action.language === 'app' ? null : action.language };
    case 'set-time-zone':
      return { do: action.do, zone: action.zone };
    case 'set-news':
    case 'set-sound':
    case 'set-quick':
      return { do: action.do, on: action.on === 'yes' };
    case 'set-ratio':
      return { do: 'set-default-ratio', ratio: action.ratio === 'last' ? null : action.ratio };
    case 'set-speech': {
      const language = action.language === 'detect' ? null : action.language;
      return { do: 'set-speech-language', language };
    }
    case 'set-voice-mode':
    case 'choose-first':
      return action;
  }
}
