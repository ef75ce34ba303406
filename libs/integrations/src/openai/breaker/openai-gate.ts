/** What OpenAI is asked for. */
export type OpenAiOperation = 'transcription' | 'chat' | 'speech';

/** What stands before each call of OpenAI, its repetitions within the client included. */
export abstract class OpenAiGate {
  /** @throws what the call throws, or the failure for which it is not made */
  abstract pass<Answer>(operation: OpenAiOperation, call: () => Promise<Answer>): Promise<Answer>;
}

/** Lets everything through. */
export const openGate: OpenAiGate = { pass: (_operation, call) => call() };
