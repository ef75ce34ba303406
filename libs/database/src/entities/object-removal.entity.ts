import { Entity, Index, PrimaryColumn } from 'typeorm';
import { CreatedAt, Instant } from '../columns';

/**
 * An object in S3 that is to go. Written in the transaction that makes the object useless, or before an
 * object is stored that may never be used; a sweep deletes what no row uses when its time has come.
 */
@Entity('object_removals')
@Index('object_removals_due', ['notBefore'])
export class ObjectRemoval {
  @PrimaryColumn('text') objectKey!: string;
  @Instant({ default: () => 'now()' }) notBefore!: Date;
  @CreatedAt() createdAt!: Date;
}
