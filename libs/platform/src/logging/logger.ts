import type { LoggerService } from '@nestjs/common';
import { inspect } from 'node:util';
import pino from 'pino';
import { Repetition } from './repetition';
import { currentTraceId } from './trace';

/** Field names whose values never reach a log, wherever they stand in a logged object. */
const SECRET_FIELDS = ['token', 'secret', 'authorization', 'password', 'apiKey', 'key', 'url'];

/** Bot tokens, provider keys and passwords inside free text such as an error message. */
export const maskSecrets = (text: string): string =>
  text
    .replace(/\d{5,}:[\w-]{30,}/g, '[bot token]')
    .replace(/\/bot[^/\s]+\//g, '/bot[token]/')
    .replace(/(Bearer|Key) [\w.:-]+/g, '$1 [hidden]')
    .replace(/:\/\/([^:@/\s]*):[^@/\s]+@/g, '://$1:[hidden]@');

export interface LoggingOptions {
  app: string;
  instance: string;
  level: 'debug' | 'info' | 'warn' | 'error';
}

type Fields = Record<string, unknown>;

/** Nest's logger as JSON lines: time, level, app, trace id, then ids; never what a person wrote. */
export class JsonLogger implements LoggerService {
  private readonly pino: pino.Logger;
  private readonly repetition = new Repetition();

  constructor({ app, instance, level }: LoggingOptions, destination?: pino.DestinationStream) {
    this.pino = pino(
      {
        level,
        base: { app, instance },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        mixin: () => ({ traceId: currentTraceId() }),
        redact: {
          paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`]),
          censor: '[hidden]',
        },
      },
      destination ?? pino.destination(1),
    );
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.trouble('warn', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.trouble('error', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  private write(level: pino.Level, message: unknown, rest: unknown[]): void {
    this.pino[level]({ context: contextOf(rest), ...fieldsOf(message) });
  }

  /** The same trouble, told by the same words and ids, is not written with every try. */
  private trouble(level: 'warn' | 'error', message: unknown, rest: unknown[]): void {
    const { stack, ...fields }: Fields = { context: contextOf(rest), ...fieldsOf(message) };
    const { write, heldBack } = this.repetition.hear(inspect(fields));
    if (!write) return;
    this.pino[level]({ ...fields, stack, ...(heldBack > 0 ? { heldBack } : {}) });
  }
}

const contextOf = (rest: unknown[]): string | undefined => {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : undefined;
};

function fieldsOf(message: unknown): Fields {
  if (message instanceof Error)
    return { msg: maskSecrets(message.message), ...errorFields(message) };
  if (typeof message !== 'object' || message === null) return { msg: maskSecrets(String(message)) };
  const { error, ...fields } = message as Fields;
  return error === undefined ? fields : { ...fields, ...errorFields(error) };
}

/** What a log says of an error: its name, code, message and stack, with secrets masked, causes included. */
function errorFields(error: unknown): Fields {
  if (!(error instanceof Error)) return { error: maskSecrets(String(error)) };
  const code = (error as { code?: unknown }).code;
  return {
    error: maskSecrets(`${error.name}: ${error.message}`),
    ...(code === undefined ? {} : { code }),
    stack: maskSecrets(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: errorFields(error.cause) }),
  };
}
