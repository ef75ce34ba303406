import { databaseEnv } from '@aisha/delivery';
import { processEnv, redisEnv } from '@aisha/platform';
import { z } from 'zod';

export const controllerEnv = {
  ...processEnv(8081),
  ...databaseEnv,
  ...redisEnv,
  CONTROL_TOKEN: z.string().min(16, 'must have at least 16 characters'),
};
export type ControllerConfig = z.infer<z.ZodObject<typeof controllerEnv>>;
