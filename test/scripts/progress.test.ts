import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { loadScript } from './load-script.js';

type Parse = (line: string) => string | null;

const { aptProgress, compilerProgress, formatElapsed, formatProgress, startProgress } = await loadScript<{
  aptProgress(): Parse;
  compilerProgress(total: number | null): Parse;
  formatElapsed(milliseconds: number): string;
  formatProgress(label: string, state: string | null, elapsedMs: number): string;
  startProgress(
    label: string,
    parse: Parse,
    stream: NodeJS.WritableStream,
  ): { line(line: string): void; end(outcome: string): void };
}>('progress.mjs');

/** The last state that the parser gives while it reads the lines. */
function stateAfter(parse: Parse, lines: readonly string[]): string | null {
  return lines.reduce<string | null>((state, line) => parse(line) ?? state, null);
}

describe('formatProgress', () => {
  for (const [milliseconds, text] of [
    [0, '0 s'],
    [999, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min 0 s'],
    [80_400, '1 min 20 s'],
    [3_600_000, '60 min 0 s'],
  ] as const) {
    it(`writes ${milliseconds} ms as ${text}`, () => assert.equal(formatElapsed(milliseconds), text));
  }

  it('names what is done, how far, how long', () => {
    assert.equal(
      formatProgress('compiling the OpenCV binding', '37 of 93 files', 80_000),
      'compiling the OpenCV binding: 37 of 93 files (1 min 20 s)',
    );
    assert.equal(formatProgress('installing', null, 5000), 'installing (5 s)');
  });
});

describe('compilerProgress', () => {
  const compiled = '  CXX(target) Release/obj.target/opencv4nodejs/cc/core/Mat.o';

  for (const [title, total, lines, state] of [
    ['counts C++ and C', 3, [compiled, '  CC(target) Release/obj.target/sqlite3/sqlite3.o'], '2 of 3 files'],
    [
      'does not count notes of the compiler',
      3,
      [compiled, '../cc/core/Mat.cc:12: note: CXX(target)'],
      '1 of 3 files',
    ],
    [
      'says when it links',
      1,
      [compiled, '  SOLINK_MODULE(target) Release/obj.target/opencv4nodejs.node'],
      'linking',
    ],
    ['stays sound with a file more than expected', 1, [compiled, compiled], '1 of 2 files'],
    ['does without a total', null, [compiled], '1 files'],
    ['says nothing of anything else', 3, ['make: Entering directory', 'gyp info ok'], null],
  ] as const) {
    it(title, () => assert.equal(stateAfter(compilerProgress(total), lines), state));
  }
});

describe('aptProgress', () => {
  const lists = 'Get:1 http://deb.example.org/debian bookworm InRelease [151 kB]';
  const announcement = '1 upgraded, 2 newly installed, 0 to remove and 7 not upgraded.';

  for (const [title, lines, state] of [
    ['ignores the package lists', [lists], null],
    ['counts downloads from the announcement on', [lists, announcement, lists], 'downloading 1 of 3'],
    [
      'counts unpacking',
      [announcement, lists, 'Unpacking make (4.3) ...', 'Unpacking g++ (12) ...'],
      'unpacking 2 of 3',
    ],
    [
      'counts setting up',
      [announcement, 'Unpacking make (4.3) ...', 'Setting up make (4.3) ...'],
      'setting up 1 of 3',
    ],
  ] as const) {
    it(title, () => assert.equal(stateAfter(aptProgress(), lines), state));
  }
});

describe('startProgress', () => {
  function shown(stream: PassThrough): string {
    return String(stream.read() ?? '');
  }

  it('writes whole lines where there is no terminal', () => {
    const stream = new PassThrough();
    const progress = startProgress('compiling', compilerProgress(2), stream);
    progress.line('  CXX(target) a.o');
    progress.end('done');
    assert.match(shown(stream), /^compiling …\ncompiling: done \(\d+ s\)\n$/);
  });

  it('rewrites one line on a terminal', () => {
    const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    const progress = startProgress('compiling', compilerProgress(2), stream);
    progress.end('failed');
    // eslint-disable-next-line no-control-regex -- the sequence that clears a terminal's line
    assert.match(shown(stream), /^\r\u001b\[Kcompiling: failed \(\d+ s\)\n$/);
  });
});
