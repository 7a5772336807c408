import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import { constants } from 'node:zlib';

/** Bytes; below it the headers and the work cost more than is saved. */
const threshold = 2048;

/** JSON only: pictures are compressed as they are, and event streams must not wait in a buffer. */
const compressible = /^application\/(?:[\w.-]+\+)?json(?:;|$)/;

/**
 * Brotli's usual window of 4 MB would swallow 8 MB of a list before its first byte leaves; 64 KB let it go after 200 kB,
 * and lists, which repeat themselves within one object, become smaller by it.
 */
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 16 } };

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
    brotliOptions: brotli,
    zlibOptions: { level: 5 },
  });
}
