import type { TranscriptionCreateParamsNonStreaming } from 'openai/resources/audio/transcriptions';
import { toFile } from 'openai';
import { z } from 'zod';
import { languageCode } from './language-code';
import type { TranscriptionWays } from './model-catalogue';
import { usageOf, type ModelUsage } from './model-usage';
import { unusableAnswer } from './openai.errors';
import type { AudioFile, HeardSegment, Transcription } from './openai.types';

/** What the caller knows about the sound. */
export interface TranscriptionHints {
  /** ISO 639-1. */
  readonly language?: string;
  /** Words before this piece, or names that it has, in its language. */
  readonly prompt?: string;
}

const usage = z.union([
  z.object({ seconds: z.number().nonnegative() }),
  z.object({ input_tokens: z.number().nonnegative(), output_tokens: z.number().nonnegative() }),
]);
const segment = z.object({
  start: z.number(),
  end: z.number(),
  text: z.string(),
  speaker: z.string().nullish(),
});
// Compatible servers leave out what they like, so only the text is asked for.
const transcription = z.object({
  text: z.string(),
  language: z.string().nullish().catch(undefined),
  // OpenAI's own are objects, some servers send words.
  languages: z
    .array(z.union([z.string(), z.object({ code: z.string() }).transform(({ code }) => code)]))
    .optional()
    .catch(undefined),
  duration: z.coerce.number().nonnegative().optional().catch(undefined),
  segments: z.array(segment).nullish().catch(undefined),
  usage: usage.nullish().catch(undefined),
});

/** The request for one file, with the fields that the model knows. */
export async function transcriptionRequest(
  model: string,
  ways: TranscriptionWays,
  { bytes, fileName, contentType }: AudioFile,
  { language, prompt }: TranscriptionHints,
): Promise<TranscriptionCreateParamsNonStreaming<'json'>> {
  return {
    file: await toFile(bytes, fileName, { type: contentType }),
    model,
    // One of three forms; the client's types tell their answers apart, ours are read by a schema.
    response_format: ways.format as 'json',
    ...(language ? languageField(ways, language) : {}),
    ...(prompt && ways.takesPrompt ? { prompt } : {}),
    ...(ways.chunking ? { chunking_strategy: 'auto' } : {}),
  };
}

const languageField = (ways: TranscriptionWays, language: string) =>
  ways.languageField === 'languages' ? { languages: [language] } : { language };

/** @throws {ProviderFailure} when it is no transcription */
export function readTranscription(model: string, answer: unknown): Transcription {
  const parsed = transcription.safeParse(answer);
  if (!parsed.success) throw unusableAnswer('a transcription');
  const { text, languages, duration, segments } = parsed.data;
  const language = languageCode(parsed.data.language ?? languages?.[0]);
  const taken = usageFrom(model, parsed.data.usage, duration);
  return {
    text: text.trim(),
    ...(language ? { language } : {}),
    ...(segments ? { segments: segments.map(toSegment) } : {}),
    ...(taken ? { usage: taken } : {}),
  };
}

function toSegment({ start, end, text, speaker }: z.infer<typeof segment>): HeardSegment {
  return { start, end: Math.max(start, end), text: text.trim(), ...(speaker ? { speaker } : {}) };
}

function usageFrom(
  model: string,
  told: z.infer<typeof usage> | null | undefined,
  duration: number | undefined,
): ModelUsage | undefined {
  if (told && 'seconds' in told) return usageOf(model, { seconds: told.seconds });
  const length = duration === undefined ? {} : { seconds: duration };
  if (told) {
    const tokens = { inputTokens: told.input_tokens, outputTokens: told.output_tokens };
    return usageOf(model, { ...tokens, ...length });
  }
  return duration === undefined ? undefined : usageOf(model, length);
}
