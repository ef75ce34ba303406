import { badRequest } from './openai.errors';

interface ModelEntry {
  readonly id: string;
  readonly shutdown_date: string | null;
}

/** A choice of what OpenAI lists in November 2026; other ids are taken too, operators may set any. */
export const models: readonly ModelEntry[] = [
  { id: 'gpt-transcribe', shutdown_date: null },
  { id: 'whisper-1', shutdown_date: '2027-02-26' },
  { id: 'gpt-4o-transcribe', shutdown_date: '2027-02-26' },
  { id: 'gpt-4o-mini-transcribe', shutdown_date: '2027-02-26' },
  { id: 'gpt-4o-transcribe-diarize', shutdown_date: '2027-02-26' },
  { id: 'gpt-6-luna', shutdown_date: null },
  { id: 'gpt-4o-mini-tts', shutdown_date: '2027-01-06' },
  { id: 'tts-1', shutdown_date: '2027-01-06' },
];

const whisperFormats = ['json', 'text', 'srt', 'verbose_json', 'vtt'];
const formatsOf: Readonly<Record<string, readonly string[]>> = {
  'gpt-transcribe': ['json'],
  'gpt-4o-transcribe': ['json'],
  'gpt-4o-mini-transcribe': ['json'],
  'gpt-4o-transcribe-diarize': ['json', 'text', 'diarized_json'],
};
const maxSeconds = 1400;
// Longer sound needs to be told how it may be cut.
const diarizedAtOnce = 30;

/** How the words of a recording are to be written down; refused in OpenAI's words where the model cannot. */
export function checkedFormat(format: string, model: string): string {
  if ((formatsOf[model] ?? whisperFormats).includes(format)) return format;
  const message = `response_format '${format}' is not compatible with model '${model}'.`;
  throw badRequest(message, 'response_format', 'unsupported_value');
}

/** Refuses sound that the model does not take in one file. */
export function checkLength(seconds: number, model: string, chunking: string | undefined): void {
  if (!model.startsWith('gpt-4o-')) return;
  if (seconds > maxSeconds) {
    const limit = `longer than ${maxSeconds} seconds which is the maximum for this model`;
    throw badRequest(`audio duration ${seconds} seconds is ${limit}`, null, 'invalid_value');
  }
  if (model === 'gpt-4o-transcribe-diarize' && seconds > diarizedAtOnce && !chunking) {
    throw badRequest('chunking_strategy is required for diarization models', 'chunking_strategy');
  }
}

/** Models of the gpt-4o family are billed by tokens, the others by the length of the sound. */
export function transcriptionUsage(model: string, seconds: number, text: string): object {
  if (!model.startsWith('gpt-4o-')) return { type: 'duration', seconds: Math.ceil(seconds) };
  // Ten tokens of sound a second, and one for about four characters.
  const [audio_tokens, output_tokens] = [Math.ceil(seconds * 10), Math.ceil(text.length / 4)];
  return {
    type: 'tokens',
    input_tokens: audio_tokens,
    input_token_details: { text_tokens: 0, audio_tokens },
    output_tokens,
    total_tokens: audio_tokens + output_tokens,
  };
}
