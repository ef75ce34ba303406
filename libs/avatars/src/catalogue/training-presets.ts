import type { TrainerId } from './trainers';

export const TRAINING_PRESETS = ['fast', 'balanced', 'quality'] as const;
export type TrainingPreset = (typeof TRAINING_PRESETS)[number];

/** What a person chooses between: how thoroughly an avatar is trained. */
export interface PresetOfTraining {
  trainer: TrainerId;
  steps: number;
  /** What people are told to expect, FAL's queue aside. */
  minutes: { from: number; to: number };
}

/** At FAL's prices of 2026 a training costs about $2, $2.40 and $6.40. */
export const PRESETS: Readonly<Record<TrainingPreset, PresetOfTraining>> = {
  fast: { trainer: 'flux-fast', steps: 1_000, minutes: { from: 2, to: 5 } },
  balanced: { trainer: 'flux-portrait', steps: 1_000, minutes: { from: 5, to: 15 } },
  quality: { trainer: 'flux-2', steps: 1_000, minutes: { from: 15, to: 40 } },
};
