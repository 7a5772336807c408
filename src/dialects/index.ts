export type { Dialect } from './dialect.js';
export { DialectCredentialReader } from './dialect.credential-reader.js';
export { DialectFilter } from './dialect.filter.js';
export { dialectOf, dialects } from './dialects.js';
export { canonicalUrl, configureHttp } from '../bootstrap/configure-http.js';
export { RouteMethods } from './http/route-methods.js';
export { ParserAnswers } from './http/parser-answers.js';
export { longestRequestSeconds } from './http/request-deadlines.js';
