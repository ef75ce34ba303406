import { appOf, type FalRequest } from '../queue/fal-request';

/** The addresses of a job. The Python client follows them, the JavaScript one builds its own. */
export function linksOf({ id, endpoint, baseUrl }: FalRequest) {
  const response_url = `${baseUrl}/queue/${appOf(endpoint)}/requests/${id}`;
  return {
    response_url,
    status_url: `${response_url}/status`,
    cancel_url: `${response_url}/cancel`,
  };
}

/** A job's status as FAL words it: there are three, and a failure is a COMPLETED one. */
export function statusOf(request: FalRequest, position: number, withLogs: boolean) {
  const { id, status, outcome } = request;
  const common = { status, request_id: id, ...linksOf(request) };
  if (status === 'IN_QUEUE') return { ...common, queue_position: position };
  const logs = withLogs ? request.logs : null;
  if (!outcome) return { ...common, logs };
  const metrics = { inference_time: inferenceSeconds(request) };
  const { error, errorType: error_type } = outcome;
  return { ...common, logs, metrics, ...(error ? { error, error_type } : {}) };
}

function inferenceSeconds({ startedAt, completedAt }: FalRequest): number {
  return startedAt && completedAt ? (Date.parse(completedAt) - Date.parse(startedAt)) / 1000 : 0;
}
