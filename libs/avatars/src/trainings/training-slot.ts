/** All that is told of one training takes the place of what was told of it before. */
export const trainingSlot = (trainingId: string): string => `training-${trainingId}`;
