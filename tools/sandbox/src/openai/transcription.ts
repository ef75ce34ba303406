import { fileTypeFromBuffer } from 'file-type';
import path from 'node:path';
import { audioSeconds } from './audio-length';
import { languageOf, madeUpText } from './made-up-text';
import { checkedFormat, checkLength } from './openai-models';
import { badRequest } from './openai.errors';
import { sentencesOf } from './spoken-segments';
import type { Heard } from './transcription-answer';
import type { TranscriptionForm } from './transcription-form';
import type { VoiceTexts } from './voice-texts';

const formats = ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'ogg', 'wav', 'webm'];

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
  const seconds = audioSeconds(file.bytes) ?? 0;
  checkLength(seconds, model, fields.get('chunking_strategy'));
  const asked = fields.get('language') ?? fields.get('languages[]');
  const known = await texts.find(file.bytes);
  const text = known?.text ?? madeUpText(asked ?? 'ru', file.bytes.length, seconds);
  const segments = known?.segments.length ? known.segments : sentencesOf(text, 0, seconds);
  return { text, segments, language: asked ?? languageOf(text), seconds, model, format };
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
