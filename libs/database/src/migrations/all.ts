import { CreateSchema1795300000000 } from './1795300000000-create-schema';

/** In order. A migration that has landed is never changed. */
export const MIGRATIONS = [CreateSchema1795300000000];
