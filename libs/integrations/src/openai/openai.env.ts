import { z } from 'zod';
import { TRANSCRIPTION_FORMATS } from './model-catalogue';

/** What a process that calls OpenAI, or a server that speaks its protocol, needs. */
export const openaiEnv = {
  OPENAI_API_KEY: z.string().min(1),
  OPENAI_BASE_URL: z.url().default('https://api.openai.com/v1'),
  // Models retire (whisper-1 and gpt-4o-transcribe on 2027-02-26), so the ids are settings.
  OPENAI_TRANSCRIPTION_MODEL: z.string().min(1).default('gpt-transcribe'),
  // Which answer a model that the catalogue does not know can give; overrules what it says of others.
  OPENAI_TRANSCRIPTION_FORMAT: z.enum(TRANSCRIPTION_FORMATS).optional(),
  OPENAI_CHAT_MODEL: z.string().min(1).default('gpt-6-luna'),
  // Shut down on 2027-01-06 with all others of /audio/speech; only the Realtime API speaks after it.
  OPENAI_SPEECH_MODEL: z.string().min(1).default('gpt-4o-mini-tts'),
};

/** Validated `openaiEnv`. */
export type OpenAiConfig = z.infer<z.ZodObject<typeof openaiEnv>>;
