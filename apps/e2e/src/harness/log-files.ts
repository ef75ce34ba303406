import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A line of an app's log; what else stands in it is that line's own. */
export interface LogLine {
  app: string;
  level: string;
  msg: string;
  traceId?: string;
  [field: string]: unknown;
}

/** The logs of a stack as files, as an operator greps them. */
export class LogFiles {
  constructor(private readonly folder: string) {}

  text(instance: string): string {
    return readFileSync(path.join(this.folder, `${instance}.log`), 'utf8');
  }

  /** The lines of one process that stand under a trace, in their order. */
  under(traceId: string, instance: string): LogLine[] {
    return this.text(instance)
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as LogLine)
      .filter((line) => line.traceId === traceId);
  }
}
