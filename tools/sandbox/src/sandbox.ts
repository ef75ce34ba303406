import path from 'node:path';
import { startFalStandIn } from './fal/fal-stand-in';
import { startOpenAiStandIn } from './openai/openai-stand-in';
import { startS3Server } from './s3/s3-server';
import type { Part, SandboxSettings } from './settings';
import { personRoutes } from './telegram/person/person.routes';
import { startTelegramStandIn } from './telegram/server/telegram-stand-in';
import { startWebChat } from './web-chat/web-chat-server';

interface Running {
  url: string;
  close(): Promise<void>;
}

export interface Sandbox {
  /** Addresses by part; `chat` comes with `telegram`. */
  urls: Partial<Record<Part | 'chat', string>>;
  close(): Promise<void>;
}

/** Starts the stand-ins that were asked for. A port that is taken ends all of them again. */
export async function startSandbox(settings: SandboxSettings): Promise<Sandbox> {
  const running: Running[] = [];
  const urls: Sandbox['urls'] = {};
  const close = async () => {
    for (const part of running.reverse()) await part.close();
  };
  try {
    for (const part of settings.parts) {
      for (const [name, started] of Object.entries(await STARTERS[part](settings))) {
        running.push(started);
        urls[name as Part | 'chat'] = started.url;
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { urls, close };
}

type Starter = (settings: SandboxSettings) => Promise<Record<string, Running>>;

const STARTERS: Record<Part, Starter> = {
  s3: async ({ host, ports, dataDir, s3, s3Events }) => ({
    s3: await startS3Server({
      host,
      port: ports.s3,
      dataDir: path.join(dataDir, 's3'),
      ...s3,
      ...(s3Events ? { notifications: s3Events } : {}),
    }),
  }),
  fal: async ({ host, ports, dataDir, falKey, trainingMs, imageMs }) => ({
    fal: await startFalStandIn({
      host,
      port: ports.fal,
      key: falKey,
      trainingMs,
      imageMs,
      dataDir: path.join(dataDir, 'fal'),
    }),
  }),
  openai: async ({ host, ports, openaiKey }) => ({
    openai: await startOpenAiStandIn({
      host,
      port: ports.openai,
      key: openaiKey,
      // Beside the built program.
      voiceTextsDir: path.join(import.meta.dirname, 'samples'),
    }),
  }),
  telegram: async ({ host, ports, dataDir, telegramToken }) => {
    const telegram = await startTelegramStandIn({
      host,
      port: ports.telegram,
      token: telegramToken,
      dataDir: path.join(dataDir, 'telegram'),
    });
    try {
      const chat = await startWebChat({
        host,
        port: ports.chat,
        routes: personRoutes(telegram.world),
      });
      return { telegram, chat };
    } catch (error) {
      await telegram.close();
      throw error;
    }
  },
};
