import type { OpenAPIObject } from '@nestjs/swagger';
import type { Config } from '#config';

/**
 * Adds the server's addresses, in place: first its path alone, so that Swagger UI calls the host that served it; then the full
 * URL, for tools that read the definition from a file.
 */
export function servedAt(document: OpenAPIObject, { publicPath, publicUrl }: Config): OpenAPIObject {
  document.servers = [
    { url: publicPath || '/', description: 'This server.' },
    { url: publicUrl, description: 'Its public address.' },
  ];
  for (const scheme of Object.values(document.components?.securitySchemes ?? {})) {
    if (!('flows' in scheme)) continue;
    for (const flow of Object.values(scheme.flows ?? {}) as ({ tokenUrl?: string } | undefined)[])
      if (flow?.tokenUrl?.startsWith('/')) flow.tokenUrl = publicPath + flow.tokenUrl;
  }
  return document;
}
