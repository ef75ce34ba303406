import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Instant } from '../columns';

/** Somebody left: what would be given anew to one who comes back at once. Nobody can be named by it. */
@Entity('departures')
@Index('departures_old', ['leftAt'])
export class Departure {
  /** HMAC of the Telegram id under a key that only the gateway has. */
  @PrimaryColumn('text') mark!: string;
  @Column('boolean') wasBanned!: boolean;
  @Column('uuid', { array: true, default: '{}' }) promoCodeIds!: string[];
  @Instant({ default: () => 'clock_timestamp()' }) leftAt!: Date;
}
