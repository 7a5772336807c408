import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Bytes; below it the headers and the work cost more than is saved. */
const threshold = 2048;

/** JSON only: pictures are compressed as they are, and event streams must not wait in a buffer. */
const compressible = /^application\/(?:[\w.-]+\+)?json(?:;|$)/;

/**
 * gzip and brotli for large answers, where the client names one. Routes whose answer holds a secret say
 * `compress: false`: the length of a compressed secret tells of it (BREACH). Bodies of requests stay as they came:
 * what unpacks them would be a zip bomb's way in.
 */
export async function addCompression(server: FastifyInstance): Promise<void> {
  await server.register(compress, {
    globalDecompression: false,
    threshold,
    encodings: ['br', 'gzip'],
    customTypes: (type) => compressible.test(type),
    zlibOptions: { level: 5 },
  });
}
