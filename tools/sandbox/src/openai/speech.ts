import { execFile } from 'node:child_process';
import { z } from 'zod';
import { findFfmpeg } from '../ffmpeg-program';
import { badRequest, OpenAiError } from './openai.errors';

const speechRequest = z.object({
  model: z.string().min(1),
  input: z.string().min(1).max(4096),
  voice: z.union([z.string().min(1), z.object({ id: z.string().min(1) })]),
  response_format: z.enum(['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm']).default('mp3'),
  instructions: z.string().optional(),
  speed: z.number().min(0.25).max(4).default(1),
});

/** A checked request of `/audio/speech`. */
export type SpeechRequest = z.infer<typeof speechRequest>;

// People read about 15 characters a second.
const charactersPerSecond = 15;
const minSeconds = 1;
const timeoutMs = 30_000;
const encoders: Readonly<Record<SpeechRequest['response_format'], readonly string[]>> = {
  mp3: ['-b:a', '64k', '-f', 'mp3'],
  opus: ['-c:a', 'libopus', '-b:a', '24k', '-f', 'ogg'],
  aac: ['-c:a', 'aac', '-f', 'adts'],
  flac: ['-f', 'flac'],
  wav: ['-f', 'wav'],
  pcm: ['-f', 's16le'],
};
const contentTypes: Readonly<Record<SpeechRequest['response_format'], string>> = {
  mp3: 'audio/mpeg',
  opus: 'audio/ogg',
  aac: 'audio/aac',
  flac: 'audio/flac',
  wav: 'audio/wav',
  pcm: 'audio/pcm',
};

export function readSpeechRequest(body: unknown): SpeechRequest {
  const parsed = speechRequest.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const param = issue?.path.map(String).join('.') || null;
  throw badRequest(`Invalid value for '${param}': ${issue?.message}`, param, 'invalid_value');
}

/** Text "read out" by somebody who cannot speak: a beep for each syllable or so, as long as reading takes. */
export async function speak({ input, response_format: format, speed }: SpeechRequest) {
  const seconds = Math.max(minSeconds, input.length / charactersPerSecond / speed);
  // A tone that swells four times a second, as syllables do.
  const voice = `sine=frequency=220:sample_rate=24000,tremolo=f=4:d=0.9,volume=0.5`;
  const source = ['-f', 'lavfi', '-i', voice, '-t', seconds.toFixed(2), '-ac', '1'];
  const args = ['-v', 'error', ...source, ...encoders[format], 'pipe:1'];
  return { bytes: await encode(args), contentType: contentTypes[format] };
}

async function encode(args: string[]): Promise<Buffer> {
  const options = { encoding: 'buffer', timeout: timeoutMs, maxBuffer: Infinity } as const;
  const program = await findFfmpeg();
  return new Promise((resolve, reject) => {
    execFile(program, args, options, (error, output) => {
      if (!error) return resolve(output);
      reject(
        new OpenAiError(500, 'The sandbox cannot speak without ffmpeg.', { type: 'server_error' }),
      );
    });
  });
}
