import process from 'node:process';

/** Where no terminal rewrites the line, a line this often is enough to tell waiting from hanging. */
const PLAIN_INTERVAL_MS = 20_000;

/** `1 min 20 s`, `5 s`. */
export function formatElapsed(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

/** `compiling the OpenCV binding: 37 of 93 files (1 min 20 s)`; `state` is what a line parser returned, or `null`. */
export function formatProgress(label, state, elapsedMs) {
  return `${label}${state === null ? '' : `: ${state}`} (${formatElapsed(elapsedMs)})`;
}

/**
 * Reads the output of node-gyp and make, line by line: returns a function that gives the state after a line, or
 * `null` for a line that says nothing of the progress. make prints a line when it starts a file, hence "at most".
 * @param total number of source files, or `null` where it is not known
 */
export function compilerProgress(total) {
  let files = 0;
  return (line) => {
    if (/^\s*SOLINK(_MODULE)?\(target\)/.test(line)) return 'linking';
    if (!/^\s*(CXX|CC)\(target\)/.test(line)) return null;
    files += 1;
    return total === null ? `${files} files` : `${Math.min(files, total)} of ${Math.max(files, total)} files`;
  };
}

/** The same for apt-get, whose three phases each go through all packages. */
export function aptProgress() {
  const phases = [
    ['downloading', /^Get:\d+ /],
    ['unpacking', /^Unpacking /],
    ['setting up', /^Setting up /],
  ].map(([name, pattern]) => ({ name, pattern, count: 0 }));
  let total = null;
  return (line) => {
    const announced = /^(\d+) upgraded, (\d+) newly installed/.exec(line);
    if (announced !== null) total = Number(announced[1]) + Number(announced[2]);
    // Before the announcement apt-get loads its package lists, whose lines look the same.
    const phase = total === null ? undefined : phases.find(({ pattern }) => pattern.test(line));
    if (phase === undefined) return null;
    phase.count += 1;
    return `${phase.name} ${phase.count} of ${Math.max(total, phase.count)}`;
  };
}

/**
 * Shows one long step: a line that rewrites itself on a terminal, a new line now and then elsewhere.
 * @param label what is being done, for instance `compiling the OpenCV binding`
 * @param parse gives the state after a line of the step's output, or `null`
 */
export function startProgress(label, parse = () => null, stream = process.stderr) {
  const begin = Date.now();
  let state = null;
  let shownAt = begin;
  const text = () => formatProgress(label, state, Date.now() - begin);
  const show = () => {
    if (stream.isTTY) stream.write(`\r\x1b[K${text().slice(0, (stream.columns ?? 80) - 1)}`);
    else if (Date.now() - shownAt >= PLAIN_INTERVAL_MS) {
      shownAt = Date.now();
      stream.write(`${text()}\n`);
    }
  };
  if (!stream.isTTY) stream.write(`${label} …\n`);
  const timer = setInterval(show, 1000);
  return {
    line(line) {
      state = parse(line) ?? state;
    },
    /** @param outcome the word that ends the line, for instance `done` */
    end(outcome) {
      clearInterval(timer);
      const last = `${formatProgress(`${label}: ${outcome}`, null, Date.now() - begin)}\n`;
      stream.write(stream.isTTY ? `\r\x1b[K${last}` : last);
    },
  };
}
