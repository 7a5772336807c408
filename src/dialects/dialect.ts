import type {
  AccessErrorCode,
  AuthErrorCode,
  CameraErrorCode,
  ListErrorCode,
  ObjectErrorCode,
  ObjectKind,
} from '#errors';
import type { DocumentBuilder } from '@nestjs/swagger';
import type { Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Credential } from '#auth';
import type { Config, DialectName } from '#config';
import type { DatabaseErrorCode } from '#database';
import type { DialectDocumentation } from './dialect-documentation.js';
import type { InputIssue, InputErrorCode } from './http/input.error.js';

/** Everything that can be refused, by any room or by the porch itself. */
export type ErrorCode =
  | AuthErrorCode
  | AccessErrorCode
  | CameraErrorCode
  | ListErrorCode
  | DatabaseErrorCode
  | ObjectErrorCode
  | InputErrorCode
  | 'route.unknown'
  | 'method.unknown'
  /** The route is known, but what it asks for takes a part that this server does not have. */
  | 'action.unsupported'
  | 'server.fault';

/** A refusal with what a dialect may need to say it. Nothing of the inside is in it. */
export interface ErrorContext {
  readonly code: ErrorCode;
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  readonly requestId: string;
  /** Whether any credential was presented, and which kind. */
  readonly presented: Credential['kind'] | undefined;
  /** Sent by a page in a browser, where a Basic challenge would open the browser's own prompt over it. */
  readonly scripted?: boolean;
  /** What was wrong with the input, each at its place. */
  readonly issues: readonly InputIssue[];
  /** A word for the sub-case (`scheme-unknown`), or a field of the core's. */
  readonly reason: string | undefined;
  /** What a refusal of an object is about. */
  readonly object: ObjectKind | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** Methods that the path knows, for 405. */
  readonly allow: readonly string[];
}

/** What goes over the wire. `body` undefined: none. */
export interface ErrorResponse {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type ErrorResponder = (refused: ErrorContext) => ErrorResponse;

/** How a dialect says each refusal. Complete: an unfinished dialect does not compile. */
export type ErrorMapper = Readonly<Record<ErrorCode, ErrorResponder>>;

/** What every dialect must say of itself. */
export interface Dialect {
  readonly name: DialectName;
  /** Title in the API documentation. */
  readonly title: string;
  /** Paths that are its own; the longest prefix of all dialects wins. */
  readonly prefixes: readonly string[];
  readonly module: Type;
  /** Where its callers put a credential. Undefined: none was presented. */
  readCredential(request: FastifyRequest): Credential | undefined;
  /** Whether a request without a credential may read what is public. */
  guestsMayRead?(config: Config): boolean;
  readonly errors: ErrorMapper;
  /** The one spelling of a path that its controllers know (`/cameras.json` is `/cameras`); without the query string. */
  canonicalPath?(path: string): string;
  /** Adds its authorization schemes to its OpenAPI definition. */
  describe(document: DocumentBuilder): DocumentBuilder;
  /** The words of its OpenAPI definition. */
  readonly documentation: DialectDocumentation;
}
