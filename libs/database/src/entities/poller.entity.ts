import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BigInteger, Instant, Words } from '../columns';

/** The fence: receiving transactions hold this row FOR SHARE and check the epoch, which only grows. */
@Entity('poller_epochs')
export class PollerEpoch {
  @PrimaryColumn('bigint') botId!: number;
  @BigInteger({ default: 0 }) epoch!: number;
}

/** Who polls, or polled last. Renewals touch this row only, so that they never wait for a receiving transaction. */
@Entity('poller_leases')
export class PollerLease {
  @PrimaryColumn('bigint') botId!: number;
  /** Instance name, for people. */
  @Words() holder!: string;
  /** The very process: `application_name` of all its database sessions. */
  @Words({ default: '' }) owner!: string;
  /** The session that carries the lock; pids are used again, a pid with its start is not. */
  @Column('int') backendPid!: number;
  @Instant({ default: () => 'now()' }) backendStart!: Date;
  @BigInteger() epoch!: number;
  @Instant() acquiredAt!: Date;
  /** How long the holder is trusted after its last renewal. */
  @Column('int', { default: 3000 }) ttlMs!: number;
  @BigInteger({ default: 0 }) renewals!: number;
  @Instant({ default: () => 'now()' }) renewedAt!: Date;
  /** Set when the holder let go by itself. */
  @Instant({ nullable: true }) releasedAt!: Date | null;
  /** Said by whoever ended the tenure; null where nobody did, as when the holder was killed. */
  @Words({ nullable: true }) endedBecause!: string | null;
  /** Instance for which the lock is kept free until then. */
  @Words({ nullable: true }) successor!: string | null;
  @Instant({ nullable: true }) successorUntil!: Date | null;
}

/** Each change of the poller, written by the new one in the transaction that makes it the poller. */
@Entity('poller_failovers')
export class PollerFailover {
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'poller_failovers_pkey' }) botId!: number;
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'poller_failovers_pkey' }) epoch!: number;
  /** Null at the first start ever. */
  @Words({ nullable: true }) fromInstance!: string | null;
  @Words() toInstance!: string;
  @Words() reason!: string;
  /** From the last sign of life of the one before (its release or last renewal), by the database's clock. */
  @Column('int', { nullable: true }) gapMs!: number | null;
  @Instant() at!: Date;
}
