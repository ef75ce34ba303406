/** One line of a job's log as FAL shows it. */
export interface FalLog {
  readonly message: string;
  readonly timestamp: string;
  readonly level: 'INFO' | 'ERROR';
  readonly source: 'USER';
}

/** What a job came to: the status and body of its result address. */
export interface FalOutcome {
  readonly status: number;
  readonly body: unknown;
  readonly error?: string;
  readonly errorType?: string;
}

/** One attempt to deliver a callback; `status` is 0 when nobody answered. */
export interface WebhookDelivery {
  readonly at: string;
  readonly status: number;
  readonly error?: string;
}

/** A submitted job, from submit to the last callback. */
export interface FalRequest {
  readonly id: string;
  readonly endpoint: string;
  /** Null once it was deleted. */
  input: unknown;
  /** Where the submitter reached us; result files are offered under it. */
  readonly baseUrl: string;
  readonly webhookUrl?: string;
  readonly submittedAt: string;
  status: 'IN_QUEUE' | 'IN_PROGRESS' | 'COMPLETED';
  startedAt?: string;
  completedAt?: string;
  logs: FalLog[];
  outcome?: FalOutcome;
  /** Callbacks sent so far, and whether there is nothing more to send. */
  deliveries: WebhookDelivery[];
  delivered: boolean;
}

/** `owner/alias` of an endpoint: sub-paths count at submit only. */
export function appOf(endpoint: string): string {
  const namespaced = /^(workflows|comfy)\//.test(endpoint);
  return endpoint
    .split('/')
    .slice(0, namespaced ? 3 : 2)
    .join('/');
}
