import type { FastifyReply } from 'fastify';
import type { MediaDecision, MediaDenial, MediaQuestion } from '#playback';

const longestLogged = 255;

/** Why a question is denied before it reaches a camera. */
type QuestionDenial = 'question.unreadable' | 'action.unknown' | 'operator.wrong' | MediaDenial;

/** A denial in the log. */
interface Denied {
  readonly denial: QuestionDenial;
  readonly action?: string | undefined;
  /** As the media server named the camera. */
  readonly path?: string | undefined;
  /** Where the viewer is; undefined: the sender of the request. */
  readonly ip?: string | undefined;
}

/** Answers yes or no by the status alone; the reason is only in the log. */
export function answer(
  reply: FastifyReply,
  status: number,
  decided: { readonly question: MediaQuestion; readonly decision: MediaDecision },
): void {
  const { question, decision } = decided;
  if (decision.allowed) return send(reply, status);
  const { action, cameraName: path, viewer } = question;
  deny(reply, status, { denial: decision.denial, action, path, ip: viewer.ip });
}

/** Answers no and logs why: the reason, the action, the camera and the address, never a token. */
export function deny(reply: FastifyReply, status: number, { denial, action, path, ip }: Denied): void {
  const line = { denial, action: loggable(action), path: loggable(path), ip: ip ?? reply.request.ip };
  reply.log.info({ ...line, reqId: reply.request.id }, 'a media server hears no');
  send(reply, status);
}

export function send(reply: FastifyReply, status: number): void {
  void reply.status(status).header('cache-control', 'no-store');
  if (status === 204) void reply.send();
  else void reply.type('text/plain; charset=utf-8').send(status < 300 ? 'ok' : 'denied');
}

/** Players put query strings, where tokens stand, into the oddest places. */
function loggable(text: string | undefined): string | undefined {
  return text?.slice(0, longestLogged).split('?')[0];
}
