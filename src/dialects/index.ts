export type { Dialect } from './dialect.js';
export { DialectCredentialReader } from './dialect.credential-reader.js';
export { DialectFilter } from './dialect.filter.js';
export { dialectOf, dialects } from './dialects.js';
export { canonicalUrl, furnish } from './furnish.js';
export { KnownMethods } from './known-methods.js';
export { ParserAnswers } from './parser-answers.js';
export { longestRequestSeconds } from './request-deadlines.js';
