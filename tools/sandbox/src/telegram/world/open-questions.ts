/** Queries to the bot that wait for its answer; each may be answered while it is open, the first answer counts. */
export class OpenQuestions<Answer> {
  private readonly open = new Map<string, (answer: Answer) => void>();

  constructor(private readonly patienceMs: number) {}

  /** Resolves to the answer, or to undefined when none came in time. */
  ask(id: string): Promise<Answer | undefined> {
    return new Promise((resolve) => {
      this.open.set(id, resolve);
      setTimeout(() => {
        this.open.delete(id);
        resolve(undefined);
      }, this.patienceMs).unref();
    });
  }

  /** False when the query is unknown or too old. */
  answer(id: string, answer: Answer) {
    const resolve = this.open.get(id);
    resolve?.(answer);
    return resolve !== undefined;
  }
}
