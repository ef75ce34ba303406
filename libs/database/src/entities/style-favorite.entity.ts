import { Entity, PrimaryColumn, type Relation } from 'typeorm';
import { BelongsTo, CreatedAt } from '../columns';
import { User } from './user.entity';

/** A style that a person likes. The styles themselves are data of the program. */
@Entity('style_favorites')
export class StyleFavorite {
  @PrimaryColumn('uuid') ownerId!: string;
  @PrimaryColumn('text') styleId!: string;
  @CreatedAt() createdAt!: Date;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
}
