/** Whom an installation meets on an engine: the sandbox in place of Telegram, FAL and OpenAI, and servers. */

export const TOKEN = '7000000001:sandbox-token-of-the-engine-specs';
export const KEYS = { FAL_KEY: 'fal-id:fal-secret', OPENAI_API_KEY: 'sk-sandbox' };

/** Its server speaks plain S3; the one that the compose files name by default has no stand-in everywhere. */
export const S3_IMAGE = 'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z';
export const SANDBOX_IMAGE = 'node:24-bookworm-slim';

/** Images that are needed beside ours, by compose and Swarm alike. */
export const BASE_IMAGES = [
  'node:24-bookworm-slim',
  'debian:bookworm-slim',
  'postgres:17-bookworm',
  'redis:7-bookworm',
  'nginx:1.27-alpine',
  S3_IMAGE,
];

/** What the sandbox is told; it serves the chat at port 3000, then Telegram, FAL and OpenAI. */
export const SANDBOX_VARIABLES = {
  SANDBOX_DATA_DIR: '/tmp',
  SANDBOX_PARTS: 'telegram,fal,openai',
  SANDBOX_HOST: '0.0.0.0',
  SANDBOX_TELEGRAM_TOKEN: TOKEN,
  SANDBOX_FAL_KEY: KEYS.FAL_KEY,
  SANDBOX_OPENAI_KEY: KEYS.OPENAI_API_KEY,
};

/** What the apps are told, where the sandbox is known by this name. */
export const STRANGERS = {
  TELEGRAM_API_ROOT: 'http://sandbox:3001',
  FAL_QUEUE_URL: 'http://sandbox:3002/queue',
  FAL_REST_URL: 'http://sandbox:3002/rest',
  FAL_WEBHOOK_JWKS_URL: 'http://sandbox:3002/rest/.well-known/jwks.json',
  OPENAI_BASE_URL: 'http://sandbox:3003/v1',
  // People of the specs write faster than people do.
  RATE_LIMIT_PER_MINUTE: '100000',
};
