import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { Usage } from './usage';

/** What calls of models took. */
@Module({ imports: [DatabaseModule], providers: [Usage], exports: [Usage] })
export class UsageModule {}
