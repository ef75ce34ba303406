import type { EndpointTypeMap } from '@fal-ai/client/endpoints';
import type { ProviderFailure } from '../provider.errors';

/** What an endpoint is told, by the types that FAL publishes with its client. */
export type FalInput<Endpoint extends keyof EndpointTypeMap> = EndpointTypeMap[Endpoint]['input'];

/** FAL took the job; the id is the only handle on it. */
export interface FalSubmission {
  readonly requestId: string;
}

/**
 * Where a request stands. FAL has no "failed": a failed request is `completed` with an `error`.
 * `unknown`: FAL does not know this id (never submitted under it, or expired).
 */
export type FalStatus =
  | { readonly state: 'in-queue'; readonly queuePosition?: number; readonly logs: string[] }
  | { readonly state: 'in-progress'; readonly logs: string[] }
  | {
      readonly state: 'completed';
      readonly logs: string[];
      readonly error?: string;
      readonly errorType?: string;
    }
  | { readonly state: 'unknown' };

/** FAL's verdict on a completed request. A failure to ask is thrown instead. */
export type FalResult =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly failure: ProviderFailure };

/** `requested` is a wish: a request in progress may still complete and be billed. */
export type FalCancellation = 'requested' | 'already-completed' | 'not-found';

/**
 * `partly`: some of the files that it made are still there. `not-found`: FAL keeps nothing of it (any more).
 * `forbidden`: our key may not delete, which takes one with the scope ADMIN.
 */
export type FalPayloadDeletion = 'deleted' | 'partly' | 'not-found' | 'forbidden';
