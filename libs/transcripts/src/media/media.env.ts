import { tmpdir } from 'node:os';
import { z } from 'zod';

/** What a process that works on audio needs. */
export const mediaEnv = {
  /** Without it: `ffmpeg` on PATH, else the binary that an npm package ships. */
  FFMPEG_PATH: z.string().min(1).optional(),
  /** For scratch files. */
  TEMP_DIR: z.string().min(1).default(tmpdir()),
};
export type MediaConfig = { FFMPEG_PATH?: string; TEMP_DIR: string };
