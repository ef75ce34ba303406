import type { ProviderCalls } from '@aisha/platform';
import { outcomeOf } from '../provider.errors';
import { FalClient } from './fal.client';
import type { FalConfig } from './fal.env';

/** The same client, each of its calls counted and timed. */
export class MeasuredFalClient extends FalClient {
  constructor(
    config: FalConfig,
    private readonly measured: ProviderCalls,
  ) {
    super(config);
  }

  override submit(...args: Parameters<FalClient['submit']>) {
    return this.measure('submit', () => super.submit(...args));
  }
  override status(...args: Parameters<FalClient['status']>) {
    return this.measure('status', () => super.status(...args));
  }
  override result(...args: Parameters<FalClient['result']>) {
    return this.measure('result', () => super.result(...args));
  }
  override cancel(...args: Parameters<FalClient['cancel']>) {
    return this.measure('cancel', () => super.cancel(...args));
  }
  override deletePayloads(...args: Parameters<FalClient['deletePayloads']>) {
    return this.measure('delete', () => super.deletePayloads(...args));
  }
  override upload(...args: Parameters<FalClient['upload']>) {
    return this.measure('upload', () => super.upload(...args));
  }
  override openDownload(...args: Parameters<FalClient['openDownload']>) {
    return this.measure('download', () => super.openDownload(...args));
  }

  private measure<Answer>(operation: string, call: () => Promise<Answer>): Promise<Answer> {
    return this.measured.measure({ provider: 'fal', operation }, call, outcomeOf);
  }
}
