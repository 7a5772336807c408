import type {
  AccessErrorCode,
  AuthErrorCode,
  CameraErrorCode,
  IdempotencyErrorCode,
  ListErrorCode,
  ObjectErrorCode,
  ObjectKind,
  Refusal,
} from '#errors';
import type { DocumentBuilder } from '@nestjs/swagger';
import type { Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Credential } from '#auth';
import type { Config, DialectName } from '#config';
import type { DatabaseErrorCode } from '#database';
import type { DialectDocumentation } from './dialect-documentation.js';
import type { InputIssue, InputErrorCode } from './http/input.error.js';

/** Every error code, of any module or of the API layer itself. */
export type ErrorCode =
  | AuthErrorCode
  | AccessErrorCode
  | CameraErrorCode
  | ListErrorCode
  | IdempotencyErrorCode
  | DatabaseErrorCode
  | ObjectErrorCode
  | InputErrorCode
  | 'route.unknown'
  | 'method.unknown'
  /** The route exists, but its action needs a part that this server does not have. */
  | 'action.unsupported'
  | 'server.fault';

/** An error with all that a dialect may need to answer it. No internal detail is in it. */
export interface ErrorContext {
  readonly code: ErrorCode;
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  readonly requestId: string;
  /** The kind of the credential that was presented; undefined: none was. */
  readonly presented: Credential['kind'] | undefined;
  /** Sent by a page in a browser, where a Basic challenge would open the browser's own prompt over it. */
  readonly scripted?: boolean;
  /** What is wrong with the input, each with its field. */
  readonly issues: readonly InputIssue[];
  /** The sub-case (`scheme-unknown`), or the core's name of a field. */
  readonly reason: string | undefined;
  /** Why a value is refused, where the code and the field alone do not tell. */
  readonly refusal?: Refusal | undefined;
  /** Dotted path of the part of the body that the error is about, where it is one of several. */
  readonly place?: string | undefined;
  /** What kind of object the error is about. */
  readonly object: ObjectKind | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** Methods that the path has, for 405. */
  readonly allow: readonly string[];
}

/** An error on the wire. `body` undefined: none. */
export interface ErrorResponse {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type ErrorResponder = (error: ErrorContext) => ErrorResponse;

/** How a dialect answers each error code. Complete: an unfinished dialect does not compile. */
export type ErrorMapper = Readonly<Record<ErrorCode, ErrorResponder>>;

/** What every dialect must state of itself. */
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
  /** The spelling of a path that its controllers have (`/cameras` for `/cameras.json`); without the query string. */
  canonicalPath?(path: string): string;
  /** Adds its authorization schemes to its OpenAPI definition. */
  describe(document: DocumentBuilder): DocumentBuilder;
  /** The descriptions in its OpenAPI definition. */
  readonly documentation: DialectDocumentation;
}
