import { Column, type ColumnOptions, CreateDateColumn, JoinColumn, ManyToOne } from 'typeorm';

/** Telegram ids and credits: 64 bits in Postgres, always below 2^53, so a plain number here. */
const asNumber = {
  to: (value: number | null | undefined) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};

export const BigInteger = (options: ColumnOptions = {}) =>
  Column({ type: 'bigint', transformer: asNumber, ...options });

/** A status in words, held to its list by a check constraint in the entity. */
export const Words = (options: ColumnOptions = {}) => Column({ type: 'text', ...options });

export const Instant = (options: ColumnOptions = {}) => Column({ type: 'timestamptz', ...options });

/** The moment itself: rows of one transaction, of which many share one, keep the order in which they were made. */
export const CreatedAt = () =>
  CreateDateColumn({ type: 'timestamptz', default: () => 'clock_timestamp()' });

/** Check constraint text: the column holds one of these words. */
export const oneOf = (column: string, words: readonly string[]) =>
  `"${column}" in (${words.map((word) => `'${word}'`).join(', ')})`;

/**
 * A foreign key, child to parent; the other direction is a query. The plain id column stands beside it.
 * Rows that are named elsewhere cannot be deleted.
 */
export const BelongsTo =
  (parent: () => new () => object, column: string): PropertyDecorator =>
  (target, property) => {
    ManyToOne(parent, { onDelete: 'RESTRICT' })(target, property as string);
    JoinColumn({ name: column })(target, property as string);
  };
