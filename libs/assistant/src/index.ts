export { type Asked, Assistant, type Question } from './asking/assistant';
export { AssistantModule } from './asking/assistant.module';
export { PHOTOS_OF_A_QUESTION, type PhotoAsked, PhotoQuestions } from './asking/photo-questions';
export { DAILY_LIMITS, type LimitReached } from './asking/daily-limits';
export { OpenAnswers } from './asking/open-answers';
export { answerSlot } from './answering/answer-slot';
export { TranscriptAnswers } from './asking/transcript-answers';
export { AnswerUpkeep } from './answering/answer-upkeep';
export { AnswerWriter } from './answering/answer-writer';
export { AnswerWritingModule } from './answering/answer-writing.module';
export { TalkSummaries } from './remembering/talk-summaries';
export { promptSlot, type OnSettled } from './prompting/prompt-results';
export { PromptUpkeep } from './prompting/prompt-upkeep';
export { PromptWriter } from './prompting/prompt-writer';
export { PromptWritingModule } from './prompting/prompt-writing.module';
export { Prompts } from './prompting/prompts';
export { PromptingModule } from './prompting/prompting.module';
// What these verbs speak of, for apps: they do not name the database.
export type { Answer, AnswerStatus, Prompt } from '@aisha/database';
