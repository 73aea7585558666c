import type { Database } from './database.js';
import type { EvidenceFolder } from './evidence-folder.js';
import type { Models } from './models.js';

/** What a capture is kept in: its rows and its files. */
export interface StoreParts {
  readonly database: Database;
  readonly models: Models;
  readonly evidence: EvidenceFolder;
}
