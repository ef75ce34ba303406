import type { WorkFailure } from '@aisha/database';
import { FalClient, ProviderFailure } from '@aisha/integrations';
import { FalStandIn } from '../fal-stand-in.fixture';
import { isFinal, waitBeforeResubmit, workFailureOf } from './work-failures';

const ENDPOINT = 'fal-ai/flux-lora';
/** What becomes of a submit that is answered so: done again after a wait, given up, or left open. */
type AtSubmit = 'again' | 'give up' | 'left open';

const ofTypes = (
  types: string,
  status: number,
  failure: WorkFailure,
  atSubmit: AtSubmit,
): [string, number, WorkFailure, AtSubmit][] =>
  types.split(' ').map((type) => [type, status, failure, atSubmit]);

// All types of FAL's pages about errors of models and of its infrastructure.
const MODEL_ERRORS = [
  ...ofTypes(
    'internal_server_error downstream_service_unavailable',
    500,
    'provider-down',
    'left open',
  ),
  ...ofTypes('generation_timeout', 504, 'provider-down', 'left open'),
  ...ofTypes('downstream_service_error', 400, 'provider-down', 'again'),
  ...ofTypes('content_policy_violation no_media_generated', 422, 'content-policy', 'give up'),
  ...ofTypes(
    'image_too_small image_too_large image_load_error face_detection_error invalid_archive ' +
      'archive_file_count_below_minimum archive_file_count_exceeds_maximum unsupported_image_format',
    422,
    'bad-photos',
    'give up',
  ),
  ...ofTypes(
    'file_download_error file_too_large greater_than greater_than_equal less_than less_than_equal ' +
      'multiple_of sequence_too_short sequence_too_long one_of feature_not_supported missing',
    422,
    'internal',
    'give up',
  ),
];
const INFRASTRUCTURE_ERRORS = [
  ...ofTypes('request_timeout startup_timeout', 504, 'provider-down', 'left open'),
  ...ofTypes(
    'runner_scheduling_failure runner_connection_timeout runner_disconnected ' +
      'runner_connection_refused runner_connection_error',
    503,
    'provider-down',
    'again',
  ),
  ...ofTypes('runner_incomplete_response', 502, 'provider-down', 'left open'),
  ...ofTypes('runner_server_error internal_error', 500, 'provider-down', 'left open'),
  ...ofTypes('client_disconnected client_cancelled', 499, 'internal', 'give up'),
  ...ofTypes('bad_request', 400, 'internal', 'give up'),
];
const modelBody = (type: string) => ({ detail: [{ loc: ['body'], msg: 'no', type }] });
const infrastructureBody = (type: string) => ({ detail: 'no', error_type: type });
const ERRORS = [
  ...MODEL_ERRORS.map((row) => [...row, modelBody(row[0])] as const),
  ...INFRASTRUCTURE_ERRORS.map((row) => [...row, infrastructureBody(row[0])] as const),
];

describe('an error of FAL', () => {
  let standIn: FalStandIn;
  let fal: FalClient;
  beforeAll(async () => {
    standIn = await FalStandIn.start();
    const { url } = standIn;
    fal = new FalClient({ FAL_KEY: 'k', FAL_QUEUE_URL: url, FAL_REST_URL: url });
  });
  beforeEach(() => standIn.reset());
  afterAll(() => standIn.close());

  it.each(ERRORS)(
    'should end finished work, for good: %s with %i means %s',
    async (_type, status, failure, _atSubmit, body) => {
      const { requestId } = await fal.submit(ENDPOINT, {});
      standIn.end(requestId, body, status);
      const result = await fal.result(ENDPOINT, requestId);
      expect(result.ok ? result : workFailureOf(result.failure)).toBe(failure);
    },
  );

  it.each(ERRORS)(
    'should be answered to at a submit: %s with %i',
    async (_type, status, _failure, atSubmit, body) => {
      standIn.behaviour = { status, body };
      const error: unknown = await fal.submit(ENDPOINT, {}).catch((thrown: unknown) => thrown);
      if (!(error instanceof ProviderFailure)) throw new Error('FAL took it');
      const isOpen = error.kind === 'outcome-unknown';
      const answer = waitBeforeResubmit(error) === undefined ? 'give up' : 'again';
      expect(isOpen ? 'left open' : answer).toBe(atSubmit);
      if (isOpen) expect(isFinal(error)).toBe(false);
    },
  );
});
