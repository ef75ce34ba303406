import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics';

/** From what a signature check takes to what a proxy gives up on. */
const BUCKETS_S = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 6];

/**
 * Counts requests by route and times them. Routes are templates: a path that a stranger made up is `none`.
 * @param metrics is asked at the first answer, when there is one
 */
export function measureHttp(
  server: Pick<FastifyInstance, 'addHook'>,
  metrics: () => Metrics,
): void {
  server.addHook('onResponse', async (request, reply) => {
    const known = metrics();
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none' };
    known
      .counter('http_requests_total', 'Requests by route and status', ['method', 'route', 'status'])
      .inc({ ...labels, status: String(reply.statusCode) });
    known
      .histogram('http_request_seconds', 'Time to an answer', BUCKETS_S, ['method', 'route'])
      .observe(labels, reply.elapsedTime / 1_000);
  });
}
