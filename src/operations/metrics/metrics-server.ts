import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '#config';
import { refusalOfMetrics } from './metrics-access.js';

/** What `/metrics` answers. */
export interface MetricsText {
  readonly mediaType: string;
  /** @throws Error */
  text(): Promise<string>;
}

/** Answers `/metrics`, and nothing else, on a port of its own (`METRICS_PORT`). */
export class MetricsServer {
  private readonly server: Server;

  constructor(
    private readonly config: Config,
    private readonly metrics: MetricsText,
  ) {
    this.server = createServer({ headersTimeout: 5_000, requestTimeout: 10_000 }, (request, response) => {
      void this.answer(request, response);
    });
    this.server.maxConnections = 64;
  }

  /** Listens where the application does. @returns the port */
  async listen(): Promise<number> {
    const { host, metricsPort = 0 } = this.config;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen({ host, port: metricsPort }, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    // The border: a TCP server has a port.
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer({ method, url, socket, headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const end = (status: number, text: string, more: Readonly<Record<string, string>> = {}): void => {
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...more });
      response.end(method === 'HEAD' ? undefined : text);
    };
    if (url?.split('?', 1)[0] !== '/metrics') return end(404, 'There is only /metrics here.\n');
    if (method !== 'GET' && method !== 'HEAD') return end(405, 'Only GET.\n', { allow: 'GET, HEAD' });
    const refusal = refusalOfMetrics(this.config.metricsToken, socket.remoteAddress, headers);
    if (refusal === 'object.forbidden') return end(403, 'Only this machine may read them; set METRICS_TOKEN.\n');
    if (refusal !== undefined)
      return end(401, 'METRICS_TOKEN is needed.\n', { 'www-authenticate': 'Bearer realm="camgate"' });
    try {
      end(200, await this.metrics.text(), { 'content-type': this.metrics.mediaType });
    } catch {
      end(503, 'The metrics cannot be read now.\n');
    }
  }
}
