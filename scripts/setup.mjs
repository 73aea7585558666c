/**
 * Makes a bare machine ready to run Gantry, and returns at once on one that is: system packages, npm packages,
 * native bindings, build. Runs before `npm start` and `npm test`, so it must need nothing but Node itself.
 *
 * This file stays free of newer syntax and of static imports of the rest: on an old Node it must get as far as its
 * own message.
 */
import process from 'node:process';

/** The same as `engines` in package.json. */
const OLDEST_NODE = [20, 17];

const found = process.versions.node.split('.').map(Number);
const tooOld = found[0] < OLDEST_NODE[0] || (found[0] === OLDEST_NODE[0] && found[1] < OLDEST_NODE[1]);

if (tooOld) {
  console.error(
    `Gantry needs Node ${OLDEST_NODE.join('.')} or newer; this is Node ${process.versions.node}.`,
  );
  process.exitCode = 1;
} else if (process.platform !== 'linux') {
  console.error(
    `Gantry runs on Linux; this is ${process.platform}. Use a Linux machine, a virtual one, or the Dockerfile.`,
  );
  process.exitCode = 1;
} else {
  import('./lib/main.mjs').then(({ main }) => main());
}
