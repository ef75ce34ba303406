import { z } from 'zod';

/** What a process that calls OpenAI, or a server that speaks its protocol, needs. */
export const openaiEnv = {
  OPENAI_API_KEY: z.string().min(1),
  OPENAI_BASE_URL: z.url().default('https://api.openai.com/v1'),
  // Models retire: whisper-1 and gpt-4o-transcribe end on 2027-02-26, so the ids are settings.
  OPENAI_TRANSCRIPTION_MODEL: z.string().min(1).default('gpt-transcribe'),
  OPENAI_CHAT_MODEL: z.string().min(1).default('gpt-6-luna'),
};

/** Validated `openaiEnv`. */
export type OpenAiConfig = z.infer<z.ZodObject<typeof openaiEnv>>;
