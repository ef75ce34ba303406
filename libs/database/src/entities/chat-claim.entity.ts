import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import { Instant, oneOf, Words } from '../columns';

export const CLAIM_PURPOSES = ['handle', 'send'] as const;
export type ClaimPurpose = (typeof CLAIM_PURPOSES)[number];

/** Who writes to a chat, and until when: what keeps its messages in order across processes. */
@Entity('chat_claims')
@Index('chat_claims_deadline', ['expiresAt'])
@Check('chat_claims_purpose', oneOf('purpose', CLAIM_PURPOSES))
export class ChatClaim {
  @PrimaryColumn('text') purpose!: ClaimPurpose;
  @PrimaryColumn('bigint') botId!: number;
  @PrimaryColumn('bigint') chatId!: number;
  @Words() owner!: string;
  @Instant() expiresAt!: Date;
}
