import { z } from 'zod';
import type { FaultPlan } from './faults';

const places = [
  'submit',
  'status',
  'result',
  'webhook',
  'training',
  'image',
  'upload',
  'file',
  'payloads',
] as const;
const milliseconds = z.number().int().min(0).max(3_600_000);

/**
 * What can go wrong. `reset-after`: the call is done, its answer breaks off. `before-answer`: the
 * callback arrives before the submit is answered. `blacken`: the safety checker finds something in a picture. `never`: no callback, or a job without an end. An error on
 * a `file` is what an expired result looks like.
 */
const action = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('error'),
    status: z.number().int().min(400).max(599),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  z.object({ kind: z.literal('delay'), ms: milliseconds }),
  z.object({ kind: z.literal('hang') }),
  z.object({ kind: z.literal('reset-after') }),
  z.object({ kind: z.literal('never') }),
  z.object({ kind: z.literal('double') }),
  z.object({ kind: z.literal('before-answer') }),
  z.object({ kind: z.literal('null-payload') }),
  z.object({
    kind: z.literal('fail'),
    errorType: z.string().min(1),
    status: z.number().int().min(400).max(599).default(422),
    message: z.string().optional(),
  }),
  z.object({ kind: z.literal('slow'), ms: milliseconds }),
  z.object({ kind: z.literal('blacken') }),
  z.object({ kind: z.literal('balance') }),
]);

/** One order of `POST /_sandbox/faults`. */
export const falFault = z.object({
  on: z.enum(places),
  times: z.number().int().min(1).default(1),
  endpoint: z.string().optional(),
  action,
});

export type FalFaultPlace = (typeof places)[number];
export type FalFaultAction = z.infer<typeof action>;
export type FalFaultPlan = FaultPlan<FalFaultPlace, FalFaultAction>;
