import type { JsonSchema } from './response-format';

/** What the strings of an answer say, by the property that they stand in. */
export type TextOf = (property: string) => string;

// A schema may hold itself; nobody asks for more levels than this.
const maxDepth = 8;

/** A value of the asked schema. Lists are as short as they may be. */
export function valueOf(schema: JsonSchema, textOf: TextOf): unknown {
  return new SchemaValue(schema, textOf).of(schema, '', 0);
}

class SchemaValue {
  constructor(
    private readonly root: JsonSchema,
    private readonly textOf: TextOf,
  ) {}

  of(schema: JsonSchema, property: string, depth: number): unknown {
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return schema.enum[0];
    if (schema.$ref !== undefined) return this.of(this.resolve(schema.$ref), property, depth + 1);
    if (schema.anyOf) return this.of(this.simplest(schema.anyOf, depth), property, depth + 1);
    switch (typeof schema.type === 'string' ? schema.type : schema.type?.[0]) {
      case 'string':
        return this.textOf(property);
      case 'number':
      case 'integer':
        return schema.minimum ?? 0;
      case 'boolean':
        return true;
      case 'array':
        return this.list(schema, property, depth);
      case 'null':
        return null;
      default:
        return this.object(schema, depth);
    }
  }

  private object({ properties = {} }: JsonSchema, depth: number): object {
    const entries = Object.entries(properties);
    return Object.fromEntries(entries.map(([key, one]) => [key, this.of(one, key, depth + 1)]));
  }

  private list({ items, minItems }: JsonSchema, property: string, depth: number): unknown[] {
    const length = items ? (minItems ?? (depth < maxDepth ? 1 : 0)) : 0;
    return Array.from({ length }, () => this.of(items ?? {}, property, depth + 1));
  }

  /** The first, until it gets deep: then what ends soonest. */
  private simplest(choices: readonly JsonSchema[], depth: number): JsonSchema {
    const leaf = choices.find(({ type }) => type === 'null' || type === 'string');
    return (depth < maxDepth ? choices[0] : (leaf ?? choices[0])) ?? {};
  }

  private resolve(ref: string): JsonSchema {
    if (ref === '#') return this.root;
    return this.root.$defs?.[ref.replace('#/$defs/', '')] ?? {};
  }
}
