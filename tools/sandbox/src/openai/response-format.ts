import { z } from 'zod';
import { badRequest } from './openai.errors';

/** As much of a JSON schema as OpenAI's structured outputs take. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

// Lazy getters, because schemas lie in schemas.
const jsonSchema: z.ZodType<JsonSchema> = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  get properties() {
    return z.record(z.string(), jsonSchema).optional();
  },
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  get items() {
    return jsonSchema.optional();
  },
  minItems: z.number().int().optional(),
  minimum: z.number().optional(),
  enum: z.array(z.unknown()).min(1).optional(),
  const: z.unknown().optional(),
  get anyOf() {
    return z.array(jsonSchema).min(1).optional();
  },
  $ref: z.string().optional(),
  get $defs() {
    return z.record(z.string(), jsonSchema).optional();
  },
});

/** How an answer is to be formed. */
export const responseFormat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text') }),
  z.object({ type: z.literal('json_object') }),
  z.object({
    type: z.literal('json_schema'),
    json_schema: z.object({
      name: z.string().regex(/^[\w-]{1,64}$/),
      strict: z.boolean().nullish(),
      schema: jsonSchema,
    }),
  }),
]);
export type ResponseFormat = z.infer<typeof responseFormat>;

/** Refuses what OpenAI refuses, in its words. */
export function checkFormat(format: ResponseFormat, words: string): void {
  if (format.type === 'json_object' && !/json/i.test(words)) {
    const what = "'response_format' of type 'json_object'";
    throw badRequest(
      `'messages' must contain the word 'json' in some form, to use ${what}.`,
      'messages',
    );
  }
  if (format.type !== 'json_schema' || !format.json_schema.strict) return;
  const { name, schema } = format.json_schema;
  const fault = strictFault(schema, []);
  if (!fault) return;
  throw badRequest(`Invalid schema for response_format '${name}': ${fault}`, 'response_format');
}

/** Strict schemas forbid foreign properties and require all of their own. */
function strictFault(schema: JsonSchema, path: readonly string[]): string | undefined {
  const where = `In context=(${path.map((part) => `'${part}'`).join(', ')})`;
  const { properties = {}, required = [], additionalProperties, items, anyOf = [] } = schema;
  if (schema.type === 'object' && additionalProperties !== false) {
    return `${where}, 'additionalProperties' is required to be supplied and to be false.`;
  }
  const missing = Object.keys(properties).find((key) => !required.includes(key));
  if (missing !== undefined) {
    const rule = 'to be supplied and to be an array including every key in properties';
    return `${where}, 'required' is required ${rule}. Missing '${missing}'.`;
  }
  const within: [JsonSchema, string[]][] = [
    ...Object.entries(properties).map(([key, one]): [JsonSchema, string[]] => [
      one,
      ['properties', key],
    ]),
    ...(items ? [[items, ['items']] satisfies [JsonSchema, string[]]] : []),
    ...anyOf.map((one, index): [JsonSchema, string[]] => [one, ['anyOf', String(index)]]),
  ];
  for (const [one, step] of within) {
    const fault = strictFault(one, [...path, ...step]);
    if (fault) return fault;
  }
  return undefined;
}
