/** Compiles the sources into dist/, or returns at once when nothing changed. `npm run build`. */
import { buildProject } from './lib/build.mjs';
import { reportFailure } from './lib/failure.mjs';
import { withSetupLock } from './lib/lock.mjs';
import { root } from './lib/paths.mjs';

try {
  await withSetupLock(root, () => buildProject(root));
} catch (error) {
  reportFailure(error);
}
