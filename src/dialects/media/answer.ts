import type { FastifyReply } from 'fastify';
import type { MediaDecision, MediaQuestion } from '#playback';

/** Says yes or no by the status alone; why not is in the log only. */
export function answer(
  reply: FastifyReply,
  status: number,
  decided: { readonly question: Pick<MediaQuestion, 'action' | 'cameraName'>; readonly decision?: MediaDecision },
): void {
  const { question, decision } = decided;
  if (decision?.allowed === false)
    reply.log.debug(
      { action: question.action, camera: question.cameraName, denial: decision.denial, reqId: reply.request.id },
      'a viewer was denied',
    );
  say(reply, status);
}

export function say(reply: FastifyReply, status: number): void {
  void reply.status(status).header('cache-control', 'no-store');
  if (status === 204) void reply.send();
  else void reply.type('text/plain; charset=utf-8').send(status < 300 ? 'ok' : 'denied');
}
