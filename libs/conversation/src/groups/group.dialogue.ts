import type { Action } from '../action';
import { fits, LIMITS } from '../limits';
import type { GroupInput, GroupIntent, GroupSetting, Recording } from './group-input';

type Saying = Extract<GroupInput, { kind: 'message' }>;

/** Commands that mean something in a group; what else is a command of ours belongs into the private chat. */
const IN_GROUPS = ['start', 'help', 'text', 'transcribe', 'new', 'ask', 'settings'];
/** Of the message that a question points at: enough to translate or to sum up. */
const POINTED_AT_CHARACTERS = 2_000;

/** The dialogue in a group: it has no screens, and what is not meant for the bot leads to nothing. */
export function converseInGroup(input: GroupInput, setting: GroupSetting): GroupIntent | undefined {
  if (input.kind === 'press') return onPress(input.action);
  if (input.addressedBy === 'command') return onCommand(input, setting);
  if (input.addressedBy !== undefined) return onAddressed(input, setting);
  return input.recording && setting.transcribe === 'always'
    ? transcribe(input.recording)
    : undefined;
}

function onCommand(input: Saying, setting: GroupSetting): GroupIntent {
  switch (IN_GROUPS.includes(input.command ?? '') ? input.command : undefined) {
    case 'start':
    case 'help':
      return { do: 'say-in-group', what: 'help' };
    case 'text':
    case 'transcribe': {
      const recording = input.repliedTo?.recording ?? input.recording;
      return recording ? transcribe(recording) : { do: 'say-in-group', what: 'which-recording' };
    }
    case 'new':
      return { do: 'renew-group' };
    case 'ask':
      return ask(input, setting);
    case 'settings':
      return { do: 'say-in-group', what: 'settings' };
    default:
      return { do: 'say-in-group', what: 'private-only' };
  }
}

function onAddressed(input: Saying, setting: GroupSetting): GroupIntent {
  const recording = input.recording ?? input.repliedTo?.recording;
  return recording ? transcribe(recording) : ask(input, setting);
}

/** The model is told who speaks, and what they point at. */
function ask({ text, repliedTo }: Saying, { speaker }: GroupSetting): GroupIntent {
  const about = repliedTo?.text?.slice(0, POINTED_AT_CHARACTERS);
  if (text === '' && !about) return { do: 'say-in-group', what: 'help' };
  if (text !== '' && !fits(text, LIMITS.question)) {
    return { do: 'say-in-group', what: 'words-too-long' };
  }
  const words = about ? `${text}\n\n> ${about.replaceAll('\n', '\n> ')}` : text;
  return { do: 'ask-in-group', question: `${speaker}: ${words.trim()}` };
}

const transcribe = ({ source, file }: Recording): GroupIntent => ({
  do: 'transcribe-in-group',
  source,
  file,
});

function onPress(action: Action | undefined): GroupIntent {
  switch (action?.do) {
    case 'pay-transcript':
      return { do: 'pay-in-group', transcriptId: action.transcriptId };
    case 'decline-transcript':
      return { do: 'decline-in-group', transcriptId: action.transcriptId };
    case 'group-transcribe':
      return { do: 'want-group-transcribe', when: action.when };
    default:
      return { do: 'stale-in-group' };
  }
}
