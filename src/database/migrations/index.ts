import { Camgate1795300000000 } from './1795300000000-camgate.js';
import { PageUrls1795300200000 } from './1795300200000-page-urls.js';

/** Landed migrations are never edited; a new one is added at the end. */
export const migrations = [Camgate1795300000000, PageUrls1795300200000];
