/** Messages about one answer take each other's place: that it is being written, that it comes later, the answer. */
export const answerSlot = (answerId: string): string => `answer-${answerId}`;
