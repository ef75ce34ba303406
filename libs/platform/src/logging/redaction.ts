/** Field names whose values never reach a log, wherever they stand and however they are written. */
const SECRET_FIELD =
  /^(url|key|dsn|job_?token|cookie|set-?cookie|.*(token|secret|password|passwd|authorization|credentials?|signature|api-?_?key|access-?_?key|secret-?_?key|private-?_?key))$/i;
const HIDDEN = '[hidden]';
/** Deeper than anything that is logged on purpose. */
const DEEPEST = 8;
/** A shorter value would be found in innocent words. */
const SHORTEST_SECRET = 6;

/** Each form of a secret, and what stands in its place. Ways of writing come first, what only looks like a value last. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    '[private key]',
  ],
  [/AGE-SECRET-KEY-1[0-9A-Z]+/gi, '[private key]'],
  // Telegram: https://api.telegram.org/bot<token>/method; FAL: a uuid, a colon, 32 hex digits.
  [/\d{5,}(:|%3A)[\w-]{30,}/gi, '[bot token]'],
  [/\/bot\d+[^/\s]*\//g, '/bot[token]/'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(:|%3A)[0-9a-f]{16,}/gi, '[FAL key]'],
  // OpenAI itself answers with a part of the key and stars.
  [/\bsk-[\w*-]{6,}/g, '[OpenAI key]'],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, '[JWT]'],
  // Our own token of a callback: kind, row, attempt, HMAC.
  [/(\.[0-9a-f-]{36}\.\d+\.)[\w-]{10,}/g, `$1${HIDDEN}`],
  [/\b(bearer|basic|key)(\s+)[\w.~+/:=-]{6,}/gi, `$1$2${HIDDEN}`],
  // Addresses with a password, or with a key in place of the person, as an error tracker's.
  [/:\/\/([^:@/\s"']{0,100}):[^\s"']{0,300}@/g, `://$1:${HIDDEN}@`],
  [/:\/\/[^\s/@:"']{8,200}@/g, `://${HIDDEN}@`],
  // name=value and name: value; of presigned addresses X-Amz-Signature, X-Amz-Credential, X-Amz-Security-Token.
  [
    /((?:(?:token|secret|password|passwd|authorization|credential|signature|api[-_]?key|access[-_]?key|secret[-_]?key|accesskeyid)|[?&]job)["']?\s*[=:]\s*["']?)(?!\[hidden\]|(?:bearer|basic|key)\s)[^\s"'&,;}]+/gi,
    `$1${HIDDEN}`,
  ],
  // V8 quotes what it could not parse: that may be what a person wrote.
  [
    /(Unexpected \w{1,20}[^"\n]{0,40})"[\s\S]{0,500}"(\.\.\.)? is not valid JSON/g,
    '$1[text] is not valid JSON',
  ],
];

/**
 * Hides tokens, keys, passwords and signatures in free text such as an error's message.
 * @param known values that have no form of their own, such as the control token
 */
export function maskSecrets(text: string, known: readonly string[] = []): string {
  const masked = known.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
  return FORMS.reduce((rest, [form, instead]) => rest.replace(form, instead), masked);
}

/**
 * The values in a configuration that are secret: by the name of their variable, and passwords inside addresses.
 * @returns longest first, so that one that contains another is hidden whole
 */
export function secretsIn(config: object): string[] {
  const found = Object.entries(config).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value !== 'string') return [];
    return /(TOKEN|SECRET|KEY|PASSWORD|DSN)$/.test(name) ? [value] : passwordsIn(value);
  });
  const whole = found.filter((value) => value.length >= SHORTEST_SECRET);
  return [...new Set(whole)].sort((a, b) => b.length - a.length);
}

const passwordsIn = (value: string): string[] =>
  [...value.matchAll(/:\/\/[^:@/\s]*:([^@/\s]+)@/g)].flatMap(([, password]) => [
    password!,
    decoded(password!),
  ]);

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a bare per cent sign is a legal password in a file of settings
  }
};

/** A copy of what is to be logged without secrets at any depth; errors as {@link errorFields}. */
export function redact(value: unknown, known: readonly string[] = []): unknown {
  return copy(value, known, []);
}

/** What a log says of an error: its name, code, message and stack, with secrets masked, causes included. */
export function errorFields(
  error: unknown,
  known: readonly string[] = [],
  depth = 0,
): Record<string, unknown> {
  const mask = (text: string) => maskSecrets(text, known);
  if (!(error instanceof Error)) return { error: described(error, mask, known) };
  // Nothing else of it: clients hang requests with their headers and bodies on their errors.
  const { code, cause, name, message, stack } = error as Error & { code?: unknown };
  return {
    error: mask(`${name}: ${message}`),
    ...(code === undefined ? {} : { code: typeof code === 'number' ? code : mask(String(code)) }),
    stack: mask(stack ?? ''),
    ...(cause === undefined || depth >= DEEPEST
      ? {}
      : { cause: errorFields(cause, known, depth + 1) }),
  };
}

/** Something thrown that is no error, such as an object of a client. */
const described = (
  thrown: unknown,
  mask: (text: string) => string,
  known: readonly string[],
): string =>
  typeof thrown === 'object' ? JSON.stringify(redact(thrown, known)) : mask(String(thrown));

function copy(value: unknown, known: readonly string[], path: readonly object[]): unknown {
  if (typeof value === 'string') return maskSecrets(value, known);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return errorFields(value, known, path.length);
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (path.includes(value) || path.length >= DEEPEST) return '[...]';
  const below = [...path, value];
  if (Array.isArray(value)) return value.map((each) => copy(each, known, below));
  return Object.fromEntries(fieldsOf(value).map(([name, each]) => field(name, each, known, below)));
}

const fieldsOf = (value: object): [string, unknown][] =>
  value instanceof Map
    ? [...value].map(([name, each]) => [String(name), each as unknown])
    : value instanceof Set
      ? [...value].map((each, place) => [String(place), each as unknown])
      : Object.entries(value);

const field = (
  name: string,
  value: unknown,
  known: readonly string[],
  path: readonly object[],
): [string, unknown] => [
  name,
  SECRET_FIELD.test(name) && value !== undefined ? HIDDEN : copy(value, known, path),
];
