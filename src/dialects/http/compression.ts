import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import { constants } from 'node:zlib';

/** Bytes; below it the headers and the work cost more than compression saves. */
const threshold = 2048;

/** JSON only: pictures are compressed already, and event streams must not wait in a buffer. */
const compressible = /^application\/(?:[\w.-]+\+)?json(?:;|$)/;

/**
 * With Brotli's usual window of 4 MB the first byte leaves after 8 MB of a list, with 64 KB after 200 kB; and lists, which
 * repeat themselves within one object, become smaller with it.
 */
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 16 } };

/**
 * gzip and brotli for large answers, where the client accepts one. Routes whose answer holds a secret set
 * `compress: false`: the length of a compressed answer reveals parts of it (BREACH). Bodies of requests are not
 * decompressed: that would let zip bombs in.
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
