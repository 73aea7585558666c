import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Each library has one home, so that it can be replaced there: nothing else imports it, not even its types. */
const HOMES = [
  {
    home: 'http',
    library: '(?:express|express-rate-limit|multer|helmet|zod-openapi|csv-stringify|swagger-ui-dist)',
  },
  { home: 'store', library: '(?:sequelize|umzug|sqlite3|pg|pg-hstore)' },
  {
    home: 'recognition',
    library: '(?:opencv4nodejs|@u4/opencv4nodejs|tesseract\\.js)',
  },
];

/** Dependencies point one way, from http over store to recognition; main.ts alone joins them. */
const FOLDERS = {
  recognition: { never: ['http', 'store', 'console'], contractsOf: [] },
  store: { never: ['http', 'console'], contractsOf: ['recognition'] },
  http: { never: ['console'], contractsOf: ['recognition', 'store'] },
  console: { never: ['http', 'recognition', 'store'], contractsOf: [] },
};

const TYPESCRIPT = ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'media/**/*.ts'];
const NOT_SERVED = TYPESCRIPT.filter((files) => !files.startsWith('src/'));

const ONLY_CONFIG = 'Only src/config.ts reads the environment.';

/** Setting a variable is no reading: some libraries know no other way to be told. */
const READING_THE_ENVIRONMENT = [
  'MemberExpression[object.name="process"]:matches([property.name="env"], [property.value="env"])' +
    ':not(AssignmentExpression[operator="="] > MemberExpression.left > MemberExpression.object)',
  'VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"]',
  'MemberExpression[object.name="globalThis"][property.name="process"]',
].map((selector) => ({ selector, message: ONLY_CONFIG }));

const DEFAULT_EXPORT = ['ExportDefaultDeclaration', 'ExportSpecifier[exported.name="default"]'].map(
  (selector) => ({
    selector,
    message: 'Export by name; a file is named after its main export.',
  }),
);

const POSITIONAL_BOOLEAN = {
  selector:
    ':function[params.length>1] > Identifier.params[typeAnnotation.typeAnnotation.type="TSBooleanKeyword"]',
  message: 'A bare true or false says nothing to the reader of a call: take an object with a named property.',
};

function foreignLibraries(folder) {
  return HOMES.filter(({ home }) => home !== folder).map(({ home, library }) => ({
    regex: `^${library}(?:/|$)`,
    message: `Only src/${home} uses this library.`,
  }));
}

function foreignFolders(folder) {
  const { never, contractsOf } = FOLDERS[folder];
  const below = (other) => `^\\.{1,2}/(?:.*/)?${other}/`;
  return [
    { regex: '^\\.{1,2}/(?:.*/)?main\\.js$', message: 'main.ts joins the parts; no part knows it.' },
    ...never.map((other) => ({
      regex: below(other),
      message: `src/${folder} must not depend on src/${other}.`,
    })),
    ...contractsOf.flatMap((other) => [
      {
        regex: `${below(other)}(?!contracts\\.js$)`,
        message: `src/${folder} may know of src/${other} only the types in its contracts.`,
      },
      {
        regex: `${below(other)}contracts\\.js$`,
        allowTypeImports: true,
        message: `src/${folder} may import only types from src/${other}/contracts: import type.`,
      },
    ]),
  ];
}

/** The import rule sees no `import()` and no `require()`. */
function lateImports({ regex, message }) {
  const name = `Literal[value=/${regex.replaceAll('/', '\\/')}/]`;
  return [
    `ImportExpression > ${name}.source`,
    `CallExpression[callee.name="require"] > ${name}.arguments`,
  ].map((selector) => ({ selector, message }));
}

/**
 * The laws for some files. ESLint does not merge two options of one rule: of the entries that match a file the last
 * one counts, so each has all laws, and the more special one stands later.
 */
function laws({ files, imports, reading }) {
  const paths = reading.length === 0 ? [] : ['process', 'node:process'];
  return {
    files,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: paths.map((name) => ({ name, importNames: ['env'], message: ONLY_CONFIG })),
          patterns: imports,
        },
      ],
      'no-restricted-syntax': [
        'error',
        ...DEFAULT_EXPORT,
        POSITIONAL_BOOLEAN,
        ...reading,
        ...imports.flatMap(lateImports),
      ],
    },
  };
}

const allLaws = [
  laws({ files: ['src/**/*.ts'], imports: foreignLibraries(null), reading: READING_THE_ENVIRONMENT }),
  laws({ files: ['src/config.ts'], imports: foreignLibraries(null), reading: [] }),
  ...Object.keys(FOLDERS).map((folder) =>
    laws({
      files: [`src/${folder}/**/*.ts`],
      imports: [...foreignLibraries(folder), ...foreignFolders(folder)],
      reading: READING_THE_ENVIRONMENT,
    }),
  ),
  // Tests and tools join the parts as they need them, but the libraries stay at home there, too.
  laws({ files: NOT_SERVED, imports: foreignLibraries(null), reading: [] }),
  ...Object.keys(FOLDERS).map((folder) =>
    laws({
      files: [`test/${folder}/**/*.ts`, `bench/${folder}/**/*.ts`],
      imports: foreignLibraries(folder),
      reading: [],
    }),
  ),
];

export default defineConfig([
  globalIgnores(['dist/', 'dist-*/', 'data/', 'bench/out/', '.tools/']),
  js.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      complexity: ['error', 15],
      'max-depth': ['error', 4],
    },
  },
  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          // The runner awaits its tests by itself.
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
          ],
        },
      ],
      // A string spreads into its characters, not into UTF-16 halves: that is the reason to write it.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Node declares a Duplex in many a place where a Socket comes.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // An async function without await still promises never to throw synchronously.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
      'no-console': 'error',
    },
  },
  {
    files: NOT_SERVED,
    rules: {
      // Grids of numbers are full of indexes that are right by construction.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  ...allLaws,
  {
    files: ['scripts/**/*.mjs'],
    languageOptions: {
      globals: { console: 'readonly', URL: 'readonly', setInterval: 'readonly', clearInterval: 'readonly' },
    },
  },
]);
