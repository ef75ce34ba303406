import type { LoggerService } from '@nestjs/common';
import { inspect } from 'node:util';
import pino from 'pino';
import { errorFields, maskSecrets, redact } from './redaction';
import { Repetition } from './repetition';
import { currentTraceId } from './trace';

export interface LoggingOptions {
  app: string;
  instance: string;
  level: 'debug' | 'info' | 'warn' | 'error';
  /** Values that must never be written, whatever they look like. */
  secrets?: readonly string[];
}

type Fields = Record<string, unknown>;

/** Nest's logger as JSON lines: time, level, app, trace id, then ids; never what a person wrote. */
export class JsonLogger implements LoggerService {
  private readonly pino: pino.Logger;
  private readonly repetition = new Repetition();
  private readonly secrets: readonly string[];

  constructor(
    { app, instance, level, secrets = [] }: LoggingOptions,
    destination?: pino.DestinationStream,
  ) {
    this.secrets = secrets;
    this.pino = pino(
      {
        level,
        base: { app, instance },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        mixin: () => ({ traceId: currentTraceId() }),
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
    this.pino[level]({ context: contextOf(rest), ...this.fieldsOf(message) });
  }

  /** The same trouble, told by the same words and ids, is not written with every try. */
  private trouble(level: 'warn' | 'error', message: unknown, rest: unknown[]): void {
    const { stack, ...fields }: Fields = { context: contextOf(rest), ...this.fieldsOf(message) };
    const { write, heldBack } = this.repetition.hear(inspect(fields));
    if (!write) return;
    this.pino[level]({ ...fields, stack, ...(heldBack > 0 ? { heldBack } : {}) });
  }

  /** Copied without secrets, at any depth. */
  private fieldsOf(message: unknown): Fields {
    const { secrets } = this;
    if (message instanceof Error) {
      return { msg: maskSecrets(message.message, secrets), ...errorFields(message, secrets) };
    }
    if (typeof message !== 'object' || message === null) {
      return { msg: maskSecrets(String(message), secrets) };
    }
    const { error, ...fields } = message as Fields;
    const plain = redact(fields, secrets) as Fields;
    return error === undefined ? plain : { ...plain, ...errorFields(error, secrets) };
  }
}

const contextOf = (rest: unknown[]): string | undefined => {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : undefined;
};
