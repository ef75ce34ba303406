import { fileTypeFromBuffer } from 'file-type';
import path from 'node:path';
import { audioSeconds } from './audio-length';
import { languageOf, madeUpText } from './made-up-text';
import { badRequest } from './openai.errors';
import type { TranscriptionForm } from './transcription-form';
import type { VoiceTexts } from './voice-texts';

const formats = ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'ogg', 'wav', 'webm'];
const whisperOnly = ['verbose_json', 'srt', 'vtt'];

/** What was heard, and how it was asked for. */
export interface Heard {
  readonly text: string;
  readonly language: string;
  readonly seconds: number;
  readonly model: string;
  readonly format: string;
}

/** Checks a transcription request as OpenAI does and makes up, or looks up, its text. */
export async function transcribe(
  { fields, file }: TranscriptionForm,
  texts: VoiceTexts,
): Promise<Heard> {
  const model = fields.get('model');
  if (!model) throw badRequest('you must provide a model parameter', null);
  if (!file) throw badRequest("'file' is a required property", 'file');
  const format = checkedFormat(fields.get('response_format') ?? 'json', model);
  await checkAudio(file.name, file.bytes);
  const seconds = audioSeconds(file.bytes);
  const asked = fields.get('language') ?? fields.get('languages[]');
  const known = await texts.find(file.bytes);
  const text = known ?? madeUpText(asked ?? 'ru', file.bytes.length, seconds);
  return { text, language: asked ?? languageOf(text), seconds: seconds ?? 0, model, format };
}

function checkedFormat(format: string, model: string): string {
  const isKnown = format === 'json' || format === 'text' || whisperOnly.includes(format);
  if (isKnown && (model === 'whisper-1' || !whisperOnly.includes(format))) return format;
  const message = `response_format '${format}' is not compatible with model '${model}'.`;
  throw badRequest(message, 'response_format', 'unsupported_value');
}

async function checkAudio(name: string, bytes: Buffer): Promise<void> {
  // The extension decides, whatever is inside: Telegram's `.oga` is refused.
  if (!formats.includes(path.extname(name).slice(1).toLowerCase())) {
    const list = formats.map((format) => `'${format}'`).join(', ');
    throw badRequest(`Invalid file format. Supported formats: [${list}]`, 'file', 'invalid_value');
  }
  if (bytes.length === 0) {
    const message = 'Audio file is too short. Minimum audio length is 0.1 seconds.';
    throw badRequest(message, 'file', 'audio_too_short');
  }
  const type = await fileTypeFromBuffer(bytes);
  if (/^(audio|video)\//.test(type?.mime ?? '')) return;
  throw badRequest('Audio file might be corrupted or unsupported', 'file', 'invalid_value');
}

/** The answer in the asked format: an object for JSON, else text. */
export function answerOf({ text, language, seconds, model, format }: Heard): object | string {
  const usage = { type: 'duration', seconds: Math.ceil(seconds) };
  if (format === 'text') return `${text}\n`;
  if (format === 'srt') return `1\n00:00:00,000 --> ${timeOf(seconds, ',')}\n${text}\n`;
  if (format === 'vtt') return `WEBVTT\n\n00:00:00.000 --> ${timeOf(seconds, '.')}\n${text}\n`;
  if (format === 'verbose_json') {
    const segments = [{ id: 0, start: 0, end: seconds, text }];
    return { task: 'transcribe', language, duration: seconds, text, segments, usage };
  }
  return model === 'gpt-transcribe' ? { text, usage, languages: [language] } : { text, usage };
}

const timeOf = (seconds: number, separator: string) =>
  new Date(seconds * 1000).toISOString().slice(11, 23).replace('.', separator);
