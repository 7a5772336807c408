import type { FastifyReply } from 'fastify';

/** Adds a link to those that the answer has already (RFC 8288 §3). */
export function addLink(reply: FastifyReply, link: string): void {
  const present = reply.getHeader('link');
  void reply.header('link', present === undefined ? link : `${String(present)}, ${link}`);
}
