import type { EndpointAnswer } from '../../http/endpoint.js';

/** The answer of a route that removes something. */
export const gone: EndpointAnswer = { status: 204, description: 'It is gone.' };
