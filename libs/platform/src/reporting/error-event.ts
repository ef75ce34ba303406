import { createStackParser, type Event, type Exception } from '@sentry/core';
import { nodeStackLineParser } from '@sentry/core/server';
import { maskSecrets } from '../logging/redaction';

/** Of an error's text: what is longer repeats an input, and inputs are people's. */
const TEXT_LENGTH = 300;
/** An error, its cause, and the cause of that one. */
const CAUSES = 3;

const parseStack = createStackParser(nodeStackLineParser());

/** An error as Sentry's protocol has it: names, masked texts and stacks, nothing else that errors carry. */
export const errorEvent = (error: unknown, tags: Record<string, string>): Event => ({
  level: 'error',
  platform: 'node',
  exception: {
    // The protocol has the outermost error last.
    values: chainOf(error).map(exceptionOf).reverse(),
  },
  tags,
});

function chainOf(error: unknown): unknown[] {
  const chain = [error];
  for (let next = error; chain.length < CAUSES; chain.push(next)) {
    next = next instanceof Error ? next.cause : undefined;
    if (next === undefined) break;
  }
  return chain;
}

function exceptionOf(error: unknown): Exception {
  if (!(error instanceof Error)) return { type: typeof error, value: textOf(String(error)) };
  return {
    type: error.name,
    value: textOf(error.message),
    stacktrace: { frames: parseStack(framesOf(error)) },
  };
}

/** Without its first lines, which repeat the text. */
const framesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');

const textOf = (text: string): string => maskSecrets(text).slice(0, TEXT_LENGTH);
