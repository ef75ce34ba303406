import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { JobsModule } from '@aisha/platform';
import { Assistant } from './assistant';

/** What the dialogue needs of the assistant: no provider. */
@Module({ imports: [DatabaseModule, JobsModule], providers: [Assistant], exports: [Assistant] })
export class AssistantModule {}
