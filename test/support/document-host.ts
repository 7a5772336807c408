import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A website over TLS on loopback, with a certificate that nobody signed: a test says whether that is believed. */
export interface DocumentHost {
  /** `localhost:<port>`, which the certificate is for. */
  readonly host: string;
  /** The paths that were asked for. */
  readonly asked: string[];
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  close(): Promise<void>;
}

export async function openDocumentHost(): Promise<DocumentHost> {
  const directory = mkdtempSync(join(tmpdir(), 'camgate-tls-'));
  const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')];
  const certify = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=localhost';
  const name = ['-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', [...certify.split(' '), ...name, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  const state: { answer: DocumentHost['answer'] } = { answer: (_, response) => response.writeHead(404).end() };
  const asked: string[] = [];
  const server: Server = createServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    (request, response) => {
      asked.push(request.url ?? '');
      state.answer(request, response);
    },
  ).listen(0, '127.0.0.1');
  rmSync(directory, { recursive: true });
  await once(server, 'listening');
  return {
    host: `localhost:${(server.address() as AddressInfo).port}`,
    asked,
    get answer() {
      return state.answer;
    },
    set answer(answer) {
      state.answer = answer;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
