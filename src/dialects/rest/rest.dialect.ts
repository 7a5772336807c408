import type { Dialect } from '../dialect.js';
import { problemVoice } from '../problem.voice.js';
import { readRestCredential } from './rest.credential.js';
import { RestModule } from './rest.module.js';

/** Our own door: cameras for frontends, scripts and SDKs. */
export const rest: Dialect = {
  name: 'rest',
  title: 'REST',
  prefixes: ['/api/v1'],
  module: RestModule,
  readCredential: readRestCredential,
  voice: problemVoice,
  describe: (document) => document,
};
