import process from 'node:process';
import { buildProject } from './build.mjs';
import { reportFailure } from './failure.mjs';
import { withSetupLock } from './lock.mjs';
import { keepBinaries, makeWork, NATIVE_PACKAGES, works } from './native.mjs';
import { installModules, modulesAreCurrent } from './npm.mjs';
import { findOpenCv } from './opencv.mjs';
import { root } from './paths.mjs';
import { createLog, stopOnSignals } from './run.mjs';
import { stampIsCurrent, writeStamp } from './stamp.mjs';
import { hasPostgres, installSystemPackages } from './system.mjs';

/**
 * Brings this folder from whatever state it is in to one that runs. Sets the exit code; does not throw.
 * With `--without-build` it stops before the sources come into it, which container images keep as a layer; with
 * `--for-tests` it sees to what only the tests need.
 */
export async function main() {
  stopOnSignals();
  try {
    await withSetupLock(root, async () => {
      await install();
      if (!process.argv.includes('--without-build')) buildProject(root);
    });
  } catch (error) {
    reportFailure(error);
  }
}

async function install() {
  const forTests = process.argv.includes('--for-tests');
  if (forTests && !hasPostgres()) await installSystemPackages(createLog(root), { forTests });
  if (stampIsCurrent(root, findOpenCv().openCv)) return;
  // Packages that somebody installed by hand are as good as ours, if they are the right ones and work.
  if (!modulesAreCurrent(root) || !NATIVE_PACKAGES.every((native) => works(root, native))) {
    process.stderr.write(
      'Setting up Gantry; the first time takes some minutes, most of them to compile the OpenCV binding.\n',
    );
    await installEverything({ forTests });
  }
  const { openCv } = findOpenCv();
  if (openCv !== null) keepBinaries(root, openCv);
  writeStamp(root, openCv);
}

async function installEverything({ forTests }) {
  const log = createLog(root);
  await installSystemPackages(log, { forTests });
  const { openCv } = findOpenCv();
  if (!modulesAreCurrent(root)) await installModules(root, log);
  for (const native of NATIVE_PACKAGES) {
    if (!works(root, native)) await makeWork(root, native, openCv, log);
  }
}
