export { startFalStandIn } from './fal/fal-stand-in';
export { startOpenAiStandIn } from './openai/openai-stand-in';
export { startS3Server, type S3Server, type S3ServerOptions } from './s3/s3-server';
export type * from './telegram/person-api.types';
export { startTelegramStandIn } from './telegram/server/telegram-stand-in';
