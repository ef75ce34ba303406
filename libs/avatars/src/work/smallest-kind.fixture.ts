import { type Database, Training } from '@aisha/database';
import { TRAINING_BOUNDS } from './work-bounds';
import { Unusable } from './work-failures';
import type { WorkKind } from './work-kind';

/** Work of which only the words to its person are kept: in `bench_words`, as rows of the settling transaction. */
export function smallestKind(database: Database): WorkKind<Training> {
  const say = async (id: string, isGood: boolean) => {
    await database.query('insert into bench_words values ($1, $2)', [id, isGood]);
  };
  return {
    subject: 'training',
    bounds: TRAINING_BOUNDS,
    find: (id) => database.repository(Training).findOneBy({ id }),
    prepare: async ({ id }) => ({ endpoint: 'fal-ai/bench', input: { row: id } }),
    receive: async ({ id }, output) => {
      const { isMade } = output as { isMade?: boolean };
      if (isMade === undefined) throw new Unusable('nothing in it');
      return isMade ? { commit: () => say(id, true) } : { failure: 'content-policy' };
    },
    failed: ({ id }) => say(id, false),
  };
}
