import { z } from 'zod';

/** A notice that says all by its kind. */
export const bare = <Kind extends string>(kind: Kind) => z.object({ kind: z.literal(kind) });

/** A notice about one row. */
export const about = <Kind extends string, Field extends string>(kind: Kind, field: Field) =>
  z.object({ kind: z.literal(kind), [field]: z.uuid() } as { kind: z.ZodLiteral<Kind> } & Record<
    Field,
    z.ZodUUID
  >);
