import { z } from 'zod';
import { unusableAnswer } from './openai.errors';

const models = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      shutdown_date: z.iso
        .date()
        .transform((day) => new Date(day))
        .nullish()
        .catch(undefined),
    }),
  ),
});

/** The announced ends of models, by their ids. @throws {ProviderFailure} when it is no list of models */
export function readShutdownDates(answer: unknown): ReadonlyMap<string, Date> {
  const parsed = models.safeParse(answer).data;
  if (!parsed) throw unusableAnswer('a list of models');
  return new Map(
    parsed.data.flatMap(({ id, shutdown_date: date }): [string, Date][] =>
      date ? [[id, date]] : [],
    ),
  );
}
