/** The forms of answer that this client reads; each later one says more. */
export const TRANSCRIPTION_FORMATS = ['json', 'verbose_json', 'diarized_json'] as const;
export type TranscriptionFormat = (typeof TRANSCRIPTION_FORMATS)[number];

/** What callers may ask of the configured transcription model, and how much of it at once. */
export interface TranscriptionModel {
  readonly id: string;
  /** Of one file. */
  readonly maxBytes: number;
  /** Of one file; audio that is longer is refused, or takes too long to answer. */
  readonly maxSeconds: number;
  /** Answers say when each segment was spoken. */
  readonly timestamps: boolean;
  /** Segments say by whom. */
  readonly speakers: boolean;
}

/** Microdollars; where a model has several of these, all add up. */
export interface ModelPrice {
  /** Of sound, heard or made. */
  readonly perMinute?: number;
  readonly perInputToken?: number;
  readonly perOutputToken?: number;
  readonly perCharacter?: number;
}

/** How one transcription model is to be asked. */
export interface TranscriptionWays {
  readonly format: TranscriptionFormat;
  readonly maxSeconds: number;
  /** The field that a language goes into. */
  readonly languageField: 'language' | 'languages';
  readonly takesPrompt: boolean;
  /** The server cuts long sound where nobody speaks; without it one answer of 2,000 tokens has to hold all words. */
  readonly chunking: boolean;
}

// The whole body may have 25 MB (413 from 26,214,400 bytes on); a form's other fields are some hundred bytes.
const maxBytes = 26_214_400 - 65_536;
// "longer than 1400 seconds which is the maximum for this model"; codecs pad what is cut, so some seconds stay free.
const gpt4oSeconds = 1_390;
// Nothing is written about a limit of these; 20 minutes are answered well within the client's two minutes.
const patientSeconds = 1_200;

const plain = { takesPrompt: true, chunking: false } as const;
const gpt4o: TranscriptionWays = {
  format: 'json',
  maxSeconds: gpt4oSeconds,
  languageField: 'language',
  takesPrompt: true,
  chunking: true,
};

// All of these but gpt-transcribe are shut down on 2027-02-26; none that stays tells times or speakers.
const transcriptionWays: Readonly<Record<string, TranscriptionWays>> = {
  'gpt-transcribe': {
    ...plain,
    format: 'json',
    maxSeconds: patientSeconds,
    languageField: 'languages',
  },
  'whisper-1': {
    ...plain,
    format: 'verbose_json',
    maxSeconds: patientSeconds,
    languageField: 'language',
  },
  'gpt-4o-transcribe': gpt4o,
  'gpt-4o-mini-transcribe': gpt4o,
  'gpt-4o-transcribe-diarize': { ...gpt4o, format: 'diarized_json', takesPrompt: false },
};

// Servers that speak OpenAI's protocol name their models as they like; plain JSON is what all of them answer.
const unknownWays: TranscriptionWays = {
  ...plain,
  format: 'json',
  maxSeconds: patientSeconds,
  languageField: 'language',
};

const perMillion = (input: number, output: number): ModelPrice => ({
  perInputToken: input,
  perOutputToken: output,
});

/**
 * Dollars per million tokens are microdollars per token. List prices of November 2026, without the discounts for
 * cached input: what is counted is never less than what is billed.
 */
const prices: Readonly<Record<string, ModelPrice>> = {
  'gpt-transcribe': { perMinute: 4_500 },
  'whisper-1': { perMinute: 6_000 },
  'gpt-4o-transcribe': perMillion(2.5, 10),
  'gpt-4o-mini-transcribe': perMillion(1.25, 5),
  'gpt-4o-transcribe-diarize': perMillion(2.5, 10),
  'gpt-6-luna': perMillion(0.1, 0.5),
  'gpt-5.6-luna': perMillion(0.2, 1.2),
  'gpt-4o': perMillion(2.5, 10),
  'gpt-4o-mini': perMillion(0.15, 0.6),
  'gpt-4.1': perMillion(2, 8),
  'gpt-4.1-mini': perMillion(0.4, 1.6),
  // Billed by tokens that its answers do not tell; OpenAI's own figure for a minute of speech.
  'gpt-4o-mini-tts': { perMinute: 15_000 },
  'tts-1': { perCharacter: 15 },
  'tts-1-hd': { perCharacter: 30 },
};

/** How to ask a transcription model; `format` is the operator's word about a server of their own. */
export function waysOf(id: string, format?: TranscriptionFormat): TranscriptionWays {
  const known = entryOf(transcriptionWays, id) ?? unknownWays;
  return format ? { ...known, format } : known;
}

/** What callers need to know of a transcription model. */
export function transcriptionModel(id: string, { format, maxSeconds }: TranscriptionWays) {
  const speakers = format === 'diarized_json';
  return { id, maxBytes, maxSeconds, timestamps: format !== 'json', speakers };
}

/** The list price of a model; undefined where it is not known. */
export const priceOf = (id: string): ModelPrice | undefined => entryOf(prices, id);

/** A model by its id or that of a dated snapshot of it (`gpt-4o-mini-transcribe-2025-12-15`). */
function entryOf<Entry>(table: Readonly<Record<string, Entry>>, id: string): Entry | undefined {
  return Object.hasOwn(table, id) ? table[id] : table[id.replace(/-\d{4}-\d{2}-\d{2}$/, '')];
}
