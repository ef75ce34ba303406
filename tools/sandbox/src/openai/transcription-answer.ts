import { transcriptionUsage } from './openai-models';
import type { SpokenSegment } from './spoken-segments';

/** What was heard, and how it was asked for. */
export interface Heard {
  readonly text: string;
  /** ISO 639-1. */
  readonly language: string;
  readonly seconds: number;
  readonly segments: readonly SpokenSegment[];
  readonly model: string;
  readonly format: string;
}

// whisper-1 says the language as a word.
const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** The answer in the asked format: an object for JSON, else text. */
export function answerOf(heard: Heard): object | string {
  switch (heard.format) {
    case 'text':
      return `${heard.text}\n`;
    case 'srt':
      return heard.segments.map(srtCue).join('\n');
    case 'vtt':
      return ['WEBVTT\n', ...heard.segments.map(vttCue)].join('\n');
    case 'verbose_json':
      return verbose(heard);
    case 'diarized_json':
      return diarized(heard);
    default:
      return plain(heard);
  }
}

function plain({ text, language, model, seconds }: Heard): object {
  const usage = transcriptionUsage(model, seconds, text);
  if (model !== 'gpt-transcribe') return { text, usage };
  return { text, usage, languages: text === '' ? [] : [{ code: language }] };
}

function verbose({ text, language, seconds, segments, model }: Heard): object {
  return {
    task: 'transcribe',
    language: languageNames.of(language)?.toLowerCase() ?? language,
    duration: seconds,
    text,
    segments: segments.map((one, id) => ({
      id,
      seek: 0,
      start: one.start,
      end: one.end,
      // Whisper's segments begin with the space that divides them.
      text: ` ${one.text}`,
      tokens: [],
      temperature: 0,
      avg_logprob: -0.2,
      compression_ratio: 1.2,
      no_speech_prob: 0.01,
    })),
    usage: transcriptionUsage(model, seconds, text),
  };
}

function diarized({ text, seconds, segments, model }: Heard): object {
  return {
    task: 'transcribe',
    duration: seconds,
    text,
    segments: segments.map(({ start, end, text: said, speaker }, index) => ({
      type: 'transcript.text.segment',
      id: `seg_${index}`,
      start,
      end,
      text: ` ${said}`,
      // A to Z, as OpenAI names those whom it was not told.
      speaker: String.fromCharCode(65 + (speaker % 26)),
    })),
    usage: transcriptionUsage(model, seconds, text),
  };
}

const srtCue = ({ start, end, text }: SpokenSegment, index: number) =>
  `${index + 1}\n${timeOf(start, ',')} --> ${timeOf(end, ',')}\n${text}\n`;
const vttCue = ({ start, end, text }: SpokenSegment) =>
  `${timeOf(start, '.')} --> ${timeOf(end, '.')}\n${text}\n`;
const timeOf = (seconds: number, separator: string) =>
  new Date(seconds * 1000).toISOString().slice(11, 23).replace('.', separator);
