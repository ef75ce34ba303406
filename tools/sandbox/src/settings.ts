const PARTS = ['telegram', 'fal', 'openai', 's3'] as const;
export type Part = (typeof PARTS)[number];

/** Which stand-ins run, where, and with which keys: told by whoever starts the sandbox. */
export interface SandboxSettings {
  parts: Part[];
  host: string;
  dataDir: string;
  ports: Record<Part | 'chat', number>;
  telegramToken: string;
  falKey: string;
  openaiKey: string;
  s3: { accessKey: string; secretKey: string };
  /** How long a training and a picture seem to take, in milliseconds. */
  trainingMs?: number;
  imageMs?: number;
  /** Where bucket notifications go. */
  s3Events?: { url: string; token: string };
}

type Env = Record<string, string | undefined>;

/** @throws Error that names what is missing */
export function readSettings(env: Env): SandboxSettings {
  const need = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} is missing`);
    return value;
  };
  const port = (name: string, fallback: number) => Number(env[name] ?? fallback);
  return {
    parts: (env.SANDBOX_PARTS ?? PARTS.join(',')).split(',').filter(isPart),
    host: env.SANDBOX_HOST ?? '127.0.0.1',
    dataDir: need('SANDBOX_DATA_DIR'),
    ports: {
      chat: port('SANDBOX_CHAT_PORT', 3000),
      telegram: port('SANDBOX_TELEGRAM_PORT', 3001),
      fal: port('SANDBOX_FAL_PORT', 3002),
      openai: port('SANDBOX_OPENAI_PORT', 3003),
      s3: port('SANDBOX_S3_PORT', 3004),
    },
    telegramToken: env.SANDBOX_TELEGRAM_TOKEN ?? '',
    falKey: env.SANDBOX_FAL_KEY ?? '',
    openaiKey: env.SANDBOX_OPENAI_KEY ?? '',
    ...(env.SANDBOX_FAL_TRAINING_MS ? { trainingMs: Number(env.SANDBOX_FAL_TRAINING_MS) } : {}),
    ...(env.SANDBOX_FAL_IMAGE_MS ? { imageMs: Number(env.SANDBOX_FAL_IMAGE_MS) } : {}),
    s3: { accessKey: env.SANDBOX_S3_ACCESS_KEY ?? '', secretKey: env.SANDBOX_S3_SECRET_KEY ?? '' },
    ...(env.SANDBOX_S3_EVENTS_URL && env.SANDBOX_S3_EVENTS_TOKEN
      ? { s3Events: { url: env.SANDBOX_S3_EVENTS_URL, token: env.SANDBOX_S3_EVENTS_TOKEN } }
      : {}),
  };
}

const isPart = (word: string): word is Part => PARTS.some((part) => part === word);
