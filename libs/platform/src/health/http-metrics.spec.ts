import fastify from 'fastify';
import { measureHttp } from './http-metrics';
import { Metrics } from './metrics';

describe('the metrics of HTTP', () => {
  it('should count by route and not by path, whoever made the path up', async () => {
    const metrics = new Metrics();
    const server = fastify();
    measureHttp(server, () => metrics);
    server.get('/things/:id', async () => 'ok');
    const address = await server.listen({ host: '127.0.0.1', port: 0 });
    for (const path of ['/things/1', '/things/2', '/wp-admin/setup.php?x=1']) {
      await (await fetch(address + path)).text();
    }
    const text = await metrics.registry.metrics();
    expect(text).toContain('http_requests_total{method="GET",route="/things/:id",status="200"} 2');
    expect(text).toContain('http_requests_total{method="GET",route="none",status="404"} 1');
    expect(text).toContain('http_request_seconds_count{method="GET",route="/things/:id"} 2');
    expect(text).not.toContain('wp-admin');
    await server.close();
  });
});
