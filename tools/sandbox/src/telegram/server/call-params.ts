import type { z } from 'zod';
import { badRequest } from '../bot-api.error';
import type { Upload } from '../media/upload.types';

/** The parameters of one call: whatever the body's form was, they are texts and files here, as on Telegram's server. */
export class CallParams {
  constructor(
    private readonly texts: ReadonlyMap<string, string>,
    private readonly uploads: ReadonlyMap<string, Upload> = new Map(),
  ) {}

  /** Takes a JSON body: what is no text in it becomes JSON text. */
  static fromJson(body: unknown, query: ReadonlyMap<string, string>) {
    const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
    const given = fields.filter(([, value]) => value !== null && value !== undefined);
    const texts = given.map(([name, value]) => [name, toText(value)] as const);
    return new CallParams(new Map([...query, ...texts]));
  }

  text(name: string) {
    return this.texts.get(name);
  }

  /** A number; what is none counts as not given. */
  integer(name: string) {
    const value = Number.parseInt(this.texts.get(name) ?? '', 10);
    return Number.isSafeInteger(value) ? value : undefined;
  }

  flag(name: string) {
    return ['true', '1', 'yes'].includes(this.texts.get(name)?.toLowerCase() ?? '');
  }

  /** A nested object. Throws when it is no JSON or has another shape. */
  json<T>(name: string, schema: z.ZodType<T>, what = name): T | undefined {
    const text = this.texts.get(name);
    if (text === undefined || text === '') return undefined;
    const parsed = schema.safeParse(parse(text, what));
    if (parsed.success) return parsed.data;
    throw badRequest(`can't parse ${what}: ${parsed.error.issues[0]?.message}`);
  }

  upload(name: string) {
    return this.uploads.get(name);
  }

  /** One line for the log, without the bytes of files. */
  summary() {
    const files = [...this.uploads].map(([name, file]) => [name, `<${file.bytes.length} bytes>`]);
    return JSON.stringify(Object.fromEntries([...this.texts, ...files])).slice(0, SUMMARY_LENGTH);
  }
}

const SUMMARY_LENGTH = 500;

const toText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(`can't parse ${what} JSON object`);
  }
}
