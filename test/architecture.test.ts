import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const LAW_RULES = [
  '@typescript-eslint/no-restricted-imports',
  'no-restricted-syntax',
  'max-lines',
  'max-lines-per-function',
  'no-console',
];

/** The real configuration, less the rules that need types: those refuse texts that are no file of the project. */
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }],
});

async function brokenLaws(file: string, code: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(ROOT, file) });
  assert.ok(result, `${file} is linted`);
  assert.equal(result.fatalErrorCount, 0, `${file} parses: ${JSON.stringify(result.messages)}`);
  return result.messages.flatMap(({ ruleId }) =>
    ruleId !== null && LAW_RULES.includes(ruleId) ? [ruleId] : [],
  );
}

const imports = (from: string): string => `import { thing } from '${from}';\nthing();\n`;
const importsTypes = (from: string): string =>
  `import type { Thing } from '${from}';\nexport type It = Thing;\n`;
const lines = (count: number): string => 'touch();\n'.repeat(count);

const IMPORT = '@typescript-eslint/no-restricted-imports';
const SYNTAX = 'no-restricted-syntax';

interface Offence {
  readonly law: string;
  readonly file: string;
  readonly code: string;
  readonly rule: string;
}

const OFFENCES: readonly Offence[] = [
  ...[
    ['src/recognition/pool/pool.ts', '../../http/app.js', 'recognition knows no http'],
    ['src/recognition/pipeline.ts', '../store/contracts.js', 'recognition knows no store'],
    ['src/recognition/pipeline.ts', '../main.js', 'nothing knows main'],
    ['src/store/open-store.ts', '../http/app.js', 'store knows no http'],
    ['src/store/rows/row.ts', '../../recognition/pipeline.js', 'store knows no stage of the recognition'],
    ['src/http/app.ts', '../recognition/pool/pool.js', 'http knows no inside of the recognition'],
    ['src/http/routes/upload.ts', '../../store/database.js', 'http knows no inside of the store'],
    ['src/console/page.ts', '../store/contracts.js', 'the console speaks the public API only'],
    ['src/store/database.ts', 'express', 'Express stays in http'],
    ['src/main.ts', 'express', 'Express stays in http, main included'],
    ['src/recognition/decode.ts', 'multer', 'multer stays in http'],
    ['src/config.ts', 'helmet', 'helmet stays in http'],
    ['src/http/app.ts', 'sequelize', 'Sequelize stays in store'],
    ['src/main.ts', 'umzug', 'umzug stays in store'],
    ['src/recognition/decode.ts', 'sqlite3', 'sqlite3 stays in store'],
    ['src/http/app.ts', 'opencv4nodejs', 'OpenCV stays in recognition'],
    ['src/store/evidence.ts', 'tesseract.js', 'Tesseract stays in recognition'],
    ['src/store/evidence.ts', 'tesseract.js/src/index.js', 'Tesseract stays in recognition, all of it'],
    ['bench/accuracy/run.ts', 'opencv4nodejs', 'benchmarks take OpenCV from recognition'],
    ['media/generator/warp.ts', 'opencv4nodejs', 'the generator takes OpenCV from recognition'],
    ['test/http/app.test.ts', 'sequelize', 'tests of http take rows from store'],
  ].flatMap(([file = '', from = '', law = '']) => [
    { law, file, code: imports(from), rule: IMPORT },
    { law: `${law}, by type`, file, code: importsTypes(from), rule: IMPORT },
    { law: `${law}, by import()`, file, code: `await import('${from}');\n`, rule: SYNTAX },
    { law: `${law}, by require()`, file, code: `require('${from}');\n`, rule: SYNTAX },
  ]),
  {
    law: 'store takes only types from the contracts',
    file: 'src/store/database.ts',
    code: imports('../recognition/contracts.js'),
    rule: IMPORT,
  },
  {
    law: 'http takes only types from the contracts',
    file: 'src/http/app.ts',
    code: imports('../store/contracts.js'),
    rule: IMPORT,
  },
  ...[
    'export const port = process.env.PORT;\n',
    "export const port = process.env['PORT'];\n",
    "export const port = process['env'].PORT;\n",
    'export const { env } = process;\n',
    'export const all = { ...process.env };\n',
    'export const port = globalThis.process.env.PORT;\n',
  ].flatMap((code) =>
    ['src/main.ts', 'src/http/app.ts', 'src/recognition/worker.ts', 'src/store/open-store.ts'].map(
      (file) => ({
        law: 'nothing but config.ts reads the environment',
        file,
        code,
        rule: SYNTAX,
      }),
    ),
  ),
  ...['process', 'node:process'].map((name) => ({
    law: 'nothing but config.ts reads the environment',
    file: 'src/http/app.ts',
    code: `import { env } from '${name}';\nexport const port = env.PORT;\n`,
    rule: IMPORT,
  })),
  ...['export default 1;\n', 'const a = 1;\nexport { a as default };\n'].flatMap((code) =>
    ['src/config.ts', 'src/http/app.ts', 'test/http/app.test.ts', 'bench/accuracy/run.ts'].map((file) => ({
      law: 'named exports only',
      file,
      code,
      rule: SYNTAX,
    })),
  ),
  {
    law: 'no positional boolean',
    file: 'src/http/app.ts',
    code: 'export function open(name: string, quietly: boolean): string {\n  return quietly ? name : "";\n}\n',
    rule: SYNTAX,
  },
  { law: 'short files', file: 'src/http/app.ts', code: lines(251), rule: 'max-lines' },
  {
    law: 'short functions',
    file: 'src/http/app.ts',
    code: `export function long(): void {\n${lines(60)}}\n`,
    rule: 'max-lines-per-function',
  },
  { law: 'the log is pino', file: 'src/http/app.ts', code: "console.log('hello');\n", rule: 'no-console' },
];

const LAWFUL: readonly (readonly [file: string, code: string])[] = [
  ['src/http/app.ts', imports('express')],
  ['src/http/upload.ts', imports('multer')],
  ['src/http/app.ts', importsTypes('../store/contracts.js')],
  ['src/http/app.ts', importsTypes('../recognition/contracts.js')],
  ['src/http/routes/upload.ts', imports('../../errors.js')],
  ['src/http/server.ts', imports('node:http')],
  ['src/store/models/row.ts', imports('sequelize')],
  ['src/store/migrate.ts', imports('umzug')],
  ['src/store/open-store.ts', importsTypes('../recognition/contracts.js')],
  ['src/store/open-store.ts', imports('../plate-text.js')],
  ['src/recognition/opencv.ts', imports('opencv4nodejs')],
  ['src/recognition/readers/tesseract.ts', imports('tesseract.js')],
  ['src/recognition/opencv.ts', "process.env['OPENCV4NODEJS_DISABLE_AUTOBUILD'] = '1';\n"],
  ['src/recognition/pool/pool.ts', imports('../contracts.js')],
  ['src/config.ts', 'export const port = process.env.PORT;\n'],
  ['src/main.ts', imports('./http/app.js') + imports('./store/open-store.js').replaceAll('thing', 'other')],
  ['src/http/app.ts', 'export function open(quietly: boolean): boolean {\n  return quietly;\n}\n'],
  ['src/http/app.ts', lines(250)],
  ['src/http/app.ts', `export function full(): void {\n${lines(58)}}\n`],
  ['test/store/database.test.ts', imports('sequelize')],
  ['test/store/database.test.ts', imports('../../src/recognition/pipeline.js')],
  ['test/e2e/service.test.ts', 'export const path = process.env.PATH;\n'],
  ['bench/accuracy/run.ts', `${imports('../../src/recognition/opencv.js')}console.log(1);\n`],
];

describe('the laws of the architecture, in lint', () => {
  for (const { law, file, code, rule } of OFFENCES) {
    it(`${law}: ${file}: ${code.split('\n')[0] ?? ''}`, async () => {
      assert.ok((await brokenLaws(file, code)).includes(rule), `${rule} fires`);
    });
  }

  for (const [file, code] of LAWFUL) {
    it(`allowed: ${file}: ${code.split('\n')[0] ?? ''}`, async () => {
      assert.deepEqual(await brokenLaws(file, code), []);
    });
  }
});

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(folder, file));
}

/** What a file imports of ours for more than its types, as paths from the root. */
function dependenciesOf(file: string): readonly string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(path.join(ROOT, file), 'utf8'),
    ts.ScriptTarget.ES2022,
  );
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const onlyTypes = ts.isImportDeclaration(statement)
      ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : statement.isTypeOnly;
    const from = statement.moduleSpecifier;
    if (onlyTypes || from === undefined || !ts.isStringLiteral(from) || !from.text.startsWith('.')) return [];
    return [path.join(path.dirname(file), from.text).replace(/\.js$/, '.ts')];
  });
}

/** The first cycle found, as the files along it, or `null`. */
function findCycle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next, [...trail, file]);
      if (cycle !== null) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle !== null) return cycle;
  }
  return null;
}

describe('the laws that need all files at once', () => {
  const files = ['src', 'test', 'bench', 'media'].flatMap(sourcesIn);

  it('finds the sources', () => {
    assert.ok(files.includes(path.join('src', 'errors.ts')));
  });

  it('names every file in kebab-case', () => {
    const wrong = files.filter(
      (file) => !/^([a-z0-9]+-)*[a-z0-9]+(\.(test|d))?\.ts$/.test(path.basename(file)),
    );
    assert.deepEqual(wrong, []);
  });

  it('has no loop of imports', () => {
    const graph = new Map(files.map((file) => [file, dependenciesOf(file)]));
    assert.ok(
      [...graph.values()].some((dependencies) => dependencies.length > 0),
      'imports are seen',
    );
    assert.equal(findCycle(graph), null);
  });

  it('would see a loop', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', []],
      ['d', ['b']],
    ]);
    assert.deepEqual(findCycle(graph), ['b', 'd', 'b']);
  });
});
