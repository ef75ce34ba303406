import { Column, Entity, Index, PrimaryColumn, type Relation } from 'typeorm';
import { BelongsTo, CreatedAt, Words } from '../columns';
import { Answer } from './answer.entity';
import { IncomingFile } from './incoming-file.entity';

/** A photo that a question to the assistant is about. The file goes with the answer, the row stays. */
@Entity('question_photos')
@Index('question_photos_answer', ['answerId'])
export class QuestionPhoto {
  @PrimaryColumn('uuid') fileId!: string;
  @Column('uuid') answerId!: string;
  /** Telegram's id of what came together. */
  @Words({ nullable: true }) album!: string | null;
  @CreatedAt() createdAt!: Date;
  @BelongsTo(() => Answer, 'answer_id') answer?: Relation<Answer>;
  @BelongsTo(() => IncomingFile, 'file_id') file?: Relation<IncomingFile>;
}
