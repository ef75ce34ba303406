import type { SpeechCreateParams } from 'openai/resources/audio/speech';
import { usageOf } from './model-usage';
import { unusableAnswer } from './openai.errors';
import type { SpokenText } from './openai.types';

/** How many characters one request may have read out; more is answered with 400. */
export const SPEECH_MAX_CHARACTERS = 4096;

// The voice that every model of OpenAI has, and that compatible servers take for their own.
const usualVoice = 'alloy';
// RFC 7845: Opus in Ogg counts 48,000 samples a second; a page's count stands 6 bytes after its `OggS`.
const samplesPerSecond = 48_000;
const granuleOffset = 6;

/** `opus` is Ogg/Opus, which Telegram plays as a voice message. */
export function speechRequest(model: string, input: string, voice?: string): SpeechCreateParams {
  return { model, input, voice: voice ?? usualVoice, response_format: 'opus' };
}

/** @throws {ProviderFailure} when it is no Ogg/Opus */
export function readSpeech(model: string, input: string, bytes: Buffer): SpokenText {
  const lastPage = bytes.lastIndexOf('OggS');
  const isOpus = bytes.indexOf('OggS') === 0 && bytes.subarray(0, 100).includes('OpusHead');
  if (!isOpus || lastPage + granuleOffset + 8 > bytes.length) throw unusableAnswer('Ogg/Opus');
  const seconds = Number(bytes.readBigInt64LE(lastPage + granuleOffset)) / samplesPerSecond;
  const usage = usageOf(model, { characters: input.length, seconds });
  return { bytes, contentType: 'audio/ogg', seconds, usage };
}
