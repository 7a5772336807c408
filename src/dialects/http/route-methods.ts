import findMyWay from 'find-my-way';
import type { FastifyInstance, HTTPMethods } from 'fastify';

const asked: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'QUERY'];

/** The methods of every route, so that a wrong method on a path is answered with 405 and not 404. */
export class RouteMethods {
  private readonly router = findMyWay({ ignoreTrailingSlash: true });

  /** Collects the routes that are added to the server from now on. */
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

  /** The methods of a path; empty for a path without a route. */
  of(path: string): readonly string[] {
    return asked.filter((method) => this.router.find(method as findMyWay.HTTPMethod, path) !== null);
  }
}
