import path from 'node:path';
import { BOT_CORE, type Contender, TOKEN } from './contender';
import { PinnedProcess } from './pinned-process';

const SCRIPTS = {
  floor: 'http-floor.mjs',
  telegraf: 'telegraf.mjs',
  'grammy-runner': 'grammy-runner.mjs',
};

/** Bots that repeat what they are told and keep nothing. */
export const bareBots = (telegram: string, logFolder: string): Contender[] =>
  Object.entries(SCRIPTS).map(([name, script]) => ({
    name,
    prepare: async () => ({
      start: () => [
        new PinnedProcess({
          script: path.resolve(__dirname, '../contenders', script),
          env: { TELEGRAM_API_ROOT: telegram, TELEGRAM_BOT_TOKEN: TOKEN },
          cores: BOT_CORE,
          logFile: path.join(logFolder, `${name}.log`),
        }),
      ],
      close: async () => undefined,
    }),
  }));
