export { Assistant, type Question } from './asking/assistant';
export { AssistantModule } from './asking/assistant.module';
export { AnswerUpkeep } from './answering/answer-upkeep';
export { AnswerWriter } from './answering/answer-writer';
export { AnswerWritingModule } from './answering/answer-writing.module';
// What these verbs speak of, for apps: they do not name the database.
export type { Answer, AnswerStatus } from '@aisha/database';
