import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BigInteger, Instant, Words } from '../columns';

/** The fence: receiving transactions hold this row FOR SHARE and check the epoch, which only grows. */
@Entity('poller_epochs')
export class PollerEpoch {
  @PrimaryColumn('bigint') botId!: number;
  @BigInteger({ default: 0 }) epoch!: number;
}

/** Who polls. Renewals touch this row only, so that they never wait for a receiving transaction. */
@Entity('poller_leases')
export class PollerLease {
  @PrimaryColumn('bigint') botId!: number;
  @Words() holder!: string;
  @Column('int') backendPid!: number;
  @BigInteger() epoch!: number;
  @Instant() acquiredAt!: Date;
  @BigInteger({ default: 0 }) renewals!: number;
}
