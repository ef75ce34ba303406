import type { ChatMessage } from '@aisha/integrations';

/** One question that was answered. */
export interface Exchange {
  readonly question: string;
  readonly answer: string;
}

/** What the model is given to answer. */
export interface Conversation {
  /** Oldest first. */
  readonly memory: readonly Exchange[];
  readonly question: string;
  /** Was it spoken? Then it may have misheard words, or be a recording of something else than a question. */
  readonly spoken: boolean;
}

/** About four pages of the talk so far: more costs money with every answer and seldom helps. */
const MEMORY_CHARACTERS = 12_000;
/** About an hour of fast speech. */
const QUESTION_CHARACTERS = 60_000;

const CHARACTER = [
  'You are Aisha, a friendly and capable assistant in a Telegram chat.',
  'Answer in the language of the last message, to the point and correctly; say so when you do not know.',
  'Simple Markdown is shown well: bold, italics, lists, links, quotes, code with its language.',
  'Use it where it helps to read; no headings in short answers, tables only where asked for.',
].join(' ');

const SPOKEN = [
  'The last message is the transcript of a voice recording and may contain misheard words.',
  'The person already has its text, so do not repeat it.',
  'If it asks or tells you something, answer it.',
  'If it is a meeting, a lecture or a note that asks nothing of you, give its gist in a few sentences,',
  'then what was agreed on or is to be done, if anything.',
].join(' ');

/** The messages for the model: who it is, as much of the latest talk as fits, the question. */
export function promptFor({ memory, question, spoken }: Conversation): ChatMessage[] {
  return [
    { role: 'system', content: spoken ? `${CHARACTER} ${SPOKEN}` : CHARACTER },
    ...latest(memory).flatMap(asMessages),
    { role: 'user', content: shortened(question) },
  ];
}

function latest(memory: readonly Exchange[]): Exchange[] {
  let left = MEMORY_CHARACTERS;
  const kept: Exchange[] = [];
  for (const exchange of memory.toReversed()) {
    left -= exchange.question.length + exchange.answer.length;
    if (left < 0) break;
    kept.unshift(exchange);
  }
  return kept;
}

const asMessages = ({ question, answer }: Exchange): ChatMessage[] => [
  { role: 'user', content: question },
  { role: 'assistant', content: answer },
];

const shortened = (text: string) =>
  text.length <= QUESTION_CHARACTERS ? text : `${text.slice(0, QUESTION_CHARACTERS)} […]`;
