import { parseEnv } from 'node:util';
import { CannotStart } from './cannot-start.errors';

export type Environment = Readonly<Record<string, string>>;

const assignment = /^(?:export\s+)?[A-Za-z_][A-Za-z0-9_]*\s*=\s*(.*)$/;

/**
 * Reads the text of an .env file. Node's parser drops lines that it cannot read, which would leave a
 * misspelt key unseen.
 * @throws CannotStart names the line
 */
export function readEnvFile(text: string, fileName = '.env'): Environment {
  refuseBadLines(text, fileName);
  const values = Object.entries(parseEnv(text)).filter(([, value]) => value !== '');
  return Object.fromEntries(values) as Environment;
}

function refuseBadLines(text: string, fileName: string): void {
  let open: { quote: string; line: number } | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (open) {
      if (line.includes(open.quote)) open = undefined;
      continue;
    }
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const [, value] = assignment.exec(trimmed) ?? [];
    if (value === undefined) {
      throw new CannotStart(`Line ${index + 1} of ${fileName} is not of the form NAME=value.`);
    }
    const quote = unclosedQuote(value);
    if (quote) open = { quote, line: index + 1 };
  }
  if (open)
    throw new CannotStart(`Line ${open.line} of ${fileName} opens a quote that never closes.`);
}

/** A quoted value may go on over several lines. */
function unclosedQuote(value: string): string | undefined {
  const quote = value.charAt(0);
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  return value.includes(quote, 1) ? undefined : quote;
}
