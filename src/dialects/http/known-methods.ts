import findMyWay from 'find-my-way';
import type { FastifyInstance, HTTPMethods } from 'fastify';

const asked: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Remembers every route, so that a wrong method on a known path can be told from an unknown path (405, not 404). */
export class KnownMethods {
  private readonly router = findMyWay({ ignoreTrailingSlash: true });

  /** Listens to the routes that are added to the server from now on. */
  constructor(server: FastifyInstance) {
    server.addHook('onRoute', (route) => {
      for (const method of [route.method].flat()) {
        if (
          asked.some((known) => known === method) &&
          !this.router.hasRoute(method as findMyWay.HTTPMethod, route.url)
        ) {
          this.router.on(method as findMyWay.HTTPMethod, route.url, () => undefined);
        }
      }
    });
  }

  /** The methods that a path knows; empty for an unknown path. */
  of(path: string): readonly string[] {
    return asked.filter((method) => this.router.find(method as findMyWay.HTTPMethod, path) !== null);
  }
}
