import { Column, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** Where a chat stands in the dialogue. */
@Entity('sessions')
export class SessionRow {
  @PrimaryColumn('bigint') botId!: number;
  @PrimaryColumn('bigint') chatId!: number;
  @Column('jsonb') state!: unknown;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
}
