import type { FalFaultPlan } from '../fal-faults';
import { findModel, type CatalogEntry } from '../models/catalog';
import { ModelError } from '../models/model.errors';
import type { StoredFiles } from '../stored-files';
import type { FalOutcome, FalRequest } from './fal-request';

/** How long the work of each kind of model seems to take, in milliseconds. */
export interface Paces {
  readonly training: number;
  readonly image: number;
}

/** What happens between IN_PROGRESS and COMPLETED: the model works, or an ordered fault is played. */
export class JobWork {
  constructor(
    private readonly files: StoredFiles,
    private readonly faults: FalFaultPlan,
    private readonly paces: Paces,
  ) {}

  paceOf({ endpoint }: FalRequest): number {
    return this.paces[findModel(endpoint)?.stage ?? 'image'];
  }

  async outcomeOf(request: FalRequest, signal: AbortSignal): Promise<FalOutcome> {
    const model = findModel(request.endpoint);
    if (!model) return { status: 404, body: { detail: 'Application not found' } };
    try {
      return { status: 200, body: await this.run(request, model, signal) };
    } catch (error) {
      return refusal(error);
    }
  }

  private async run(request: FalRequest, model: CatalogEntry, signal: AbortSignal) {
    const fault = this.faults.take(model.stage, request.endpoint);
    if (fault?.kind === 'never' || fault?.kind === 'hang') await forever(signal);
    if (fault?.kind === 'fail') {
      const { errorType: type, status, message: msg = `Refused by the sandbox: ${type}` } = fault;
      throw new ModelError([{ loc: ['body', 'prompt'], msg, type }], status);
    }
    return model.run(request.input, {
      log: (message) => log(request, message),
      workMs: this.paces[model.stage] + (fault?.kind === 'slow' ? fault.ms : 0),
      signal,
      blackens: fault?.kind === 'blacken',
      files: this.files,
      baseUrl: request.baseUrl,
    });
  }
}

function log(request: FalRequest, message: string): void {
  const timestamp = new Date().toISOString();
  request.logs.push({ message, timestamp, level: 'INFO', source: 'USER' });
}

function refusal(error: unknown): FalOutcome {
  if (error instanceof ModelError) {
    const { status, detail, message, type } = error;
    return { status, body: { detail }, error: message, errorType: type };
  }
  const body = { detail: 'Internal Server Error', error_type: 'internal_error' };
  return { status: 500, body, error: String(error), errorType: 'internal_error' };
}

function forever(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('the sandbox was stopped')));
  });
}
