/** The settings: each key once. This is the only file that reads the environment. */
import { readFileSync } from 'node:fs';
import { isIP, isIPv4 } from 'node:net';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { READER_NAMES } from './recognition/contracts.js';
import { parseDatabaseUrl } from './store/parse-database-url.js';
import { isTimeZone, machineTimeZone, setting, wholeNumber, type Setting } from './setting.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export const SETTINGS = {
  host: setting({
    key: 'HOST',
    description: 'Address to listen on. One that is not loopback needs a key, or ALLOW_ANONYMOUS=true.',
    expected: 'an address or host name',
    schema: z.string().regex(/^[A-Za-z0-9.:_-]+$/),
    defaultText: '127.0.0.1',
  }),
  port: wholeNumber({
    key: 'PORT',
    description: 'Port to listen on; 0 takes a free one.',
    range: [0, 65_535],
    defaultText: '8000',
  }),
  databaseUrl: setting({
    key: 'DATABASE_URL',
    description:
      'Where the rows are kept: sqlite: and a file, relative to the working directory, or the address of a ' +
      'PostgreSQL database, postgres://<user>:<password>@<host>/<database>.',
    expected: 'sqlite: and the name of a file, or postgres://<user>@<host>/<database>',
    schema: z.string().refine(isDatabaseUrl),
    defaultText: 'sqlite:./data/gantry.sqlite',
  }),
  dataDir: setting({
    key: 'DATA_DIR',
    description: 'Folder for the pictures and crops that are kept as evidence.',
    expected: 'a folder',
    schema: z.string().min(1),
    defaultText: './data',
  }),
  timeZone: setting({
    key: 'TIME_ZONE',
    description: "Zone of times without an offset, and of the times answered. Empty: the machine's zone.",
    expected: 'an IANA time zone such as Europe/Zagreb',
    schema: z.string().refine(isTimeZone),
    defaultText: '',
    machineDefault: machineTimeZone,
  }),
  maxUploadBytes: wholeNumber({
    key: 'MAX_UPLOAD_BYTES',
    description: 'Largest picture taken, in bytes.',
    range: [1, 1 << 30],
    defaultText: '10485760',
  }),
  maxImagePixels: wholeNumber({
    key: 'MAX_IMAGE_PIXELS',
    description: 'Most pixels (width times height) that a picture may have.',
    range: [1, 1_000_000_000],
    defaultText: '50000000',
  }),
  recognizerProcesses: wholeNumber({
    key: 'RECOGNIZER_PROCESSES',
    description:
      "Processes that recognize, one picture each at a time. Empty: as many as the machine's cores.",
    range: [1, 256],
    defaultText: '',
    machineDefault: availableParallelism,
  }),
  recognizerQueue: wholeNumber({
    key: 'RECOGNIZER_QUEUE',
    description: 'Pictures that may wait for a recognizer; past that uploads are answered 503.',
    range: [0, 10_000],
    defaultText: '64',
  }),
  recognizerTimeoutMs: wholeNumber({
    key: 'RECOGNIZER_TIMEOUT_MS',
    description: 'Milliseconds after which a recognizer still at work on one picture is replaced.',
    range: [1, 600_000],
    defaultText: '15000',
  }),
  recognizerMaxJobs: wholeNumber({
    key: 'RECOGNIZER_MAX_JOBS',
    description: 'Pictures after which a recognizer is replaced, since native memory creeps.',
    range: [1, 1_000_000],
    defaultText: '500',
  }),
  reviewConfidence: setting({
    key: 'REVIEW_CONFIDENCE',
    description: 'A plate read with less confidence than this is marked for review.',
    expected: 'a number from 0 to 1',
    schema: z
      .string()
      .regex(/^\d*\.?\d+$/)
      .transform(Number)
      .pipe(z.number().min(0).max(1)),
    defaultText: '0.8',
  }),
  readers: setting({
    key: 'READERS',
    description: 'What reads the plates, separated by commas: network, tesseract, or both.',
    expected: `one or more of ${READER_NAMES.join(', ')}`,
    schema: z
      .string()
      .transform((text) => text.split(',').map((name) => name.trim()))
      .pipe(z.array(z.enum(READER_NAMES))),
    defaultText: 'network,tesseract',
  }),
  allowAnonymous: setting({
    key: 'ALLOW_ANONYMOUS',
    description:
      'Whether requests without a key may do everything, wherever they come from: true or false. On loopback they ' +
      'may in any case until a first key is made.',
    expected: 'true or false',
    schema: z.enum(['true', 'false']).transform((text) => text === 'true'),
    defaultText: 'false',
  }),
  imageRetentionDays: wholeNumber({
    key: 'IMAGE_RETENTION_DAYS',
    description: 'Days that pictures and crops are kept; 0: for ever.',
    range: [0, 36_500],
    defaultText: '0',
  }),
  detectionRetentionDays: wholeNumber({
    key: 'DETECTION_RETENTION_DAYS',
    description: 'Days that captures are kept, with their detections and pictures; 0: for ever.',
    range: [0, 36_500],
    defaultText: '0',
  }),
  rateLimitPerKey: wholeNumber({
    key: 'RATE_LIMIT_PER_KEY',
    description: 'Requests that each key may send in a minute; 0: no limit.',
    range: [0, 10_000_000],
    defaultText: '6000',
  }),
  rateLimitPerAddress: wholeNumber({
    key: 'RATE_LIMIT_PER_ADDRESS',
    description: 'Requests that each address may send in a minute, loopback excepted; 0: no limit.',
    range: [0, 10_000_000],
    defaultText: '12000',
  }),
  trustedProxies: setting({
    key: 'TRUSTED_PROXIES',
    description: 'Addresses or subnets of proxies whose X-Forwarded-For is believed, separated by commas.',
    expected:
      'addresses or subnets such as 10.0.0.0/8, or loopback, linklocal, uniquelocal, separated by commas',
    schema: z
      .string()
      .transform((text) => text.split(',').map((name) => name.trim()))
      .pipe(z.array(z.string().refine(isProxyRange))),
    defaultText: '',
    machineDefault: () => [],
  }),
  eventListeners: wholeNumber({
    key: 'EVENT_LISTENERS',
    description: 'Connections that may listen to events at a time; past that they are answered 503.',
    range: [0, 10_000],
    defaultText: '100',
  }),
  stopDelayMs: wholeNumber({
    key: 'STOP_DELAY_MS',
    description:
      'Milliseconds from a signal to stop, when /readyz begins to say 503, to taking nothing more.',
    range: [0, 10_000],
    defaultText: '0',
  }),
  logLevel: setting({
    key: 'LOG_LEVEL',
    description: `Least serious lines to log: ${LOG_LEVELS.join(', ')}.`,
    expected: `one of ${LOG_LEVELS.join(', ')}`,
    schema: z.enum(LOG_LEVELS),
    defaultText: 'info',
  }),
} as const;

export type Config = {
  readonly [Name in keyof typeof SETTINGS]: (typeof SETTINGS)[Name] extends Setting<infer T> ? T : never;
};

/** The settings are wrong; `message` holds one line for each wrong key, written for who starts the service. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from the environment and from `.env` in the working directory; the environment wins. An
 * empty value counts as not set, since compose files cannot express the absence of a key.
 * @throws {ConfigError} a value is wrong, or `.env` exists and cannot be read
 */
export function loadConfig(environment: Environment = process.env, folder: string = process.cwd()): Config {
  const given = { ...readEnvFile(join(folder, '.env')), ...withoutEmpty(environment) };
  const problems: string[] = [];
  const values = Object.entries(SETTINGS).map(([name, { key, expected, schema, defaultValue }]) => {
    const text = given[key]?.trim() ?? '';
    if (text === '') return [name, defaultValue] as const;
    const parsed = schema.safeParse(text);
    if (!parsed.success) problems.push(`${key}: expected ${expected}, found ${quote(text)}`);
    return [name, parsed.data] as const;
  });
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  return Object.fromEntries(values) as Config;
}

function readEnvFile(file: string): Environment {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return {};
    throw new ConfigError(`.env: expected a readable file, found ${code ?? 'something else'}`);
  }
}

function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
}

function isDatabaseUrl(text: string): boolean {
  try {
    return Boolean(parseDatabaseUrl(text));
  } catch {
    return false;
  }
}

/** Whether nobody but this machine can reach what listens there. */
export function isLoopback(host: string): boolean {
  return host.toLowerCase() === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

function isProxyRange(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    rest.length === 0 && most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
}

/** In one line, short, and without the password of a database. */
function quote(text: string): string {
  const hidden = text.replace(/(:\/\/[^:@/]*:)[^@]*@/, '$1***@');
  return JSON.stringify(hidden.length > 80 ? `${hidden.slice(0, 80)}…` : hidden);
}
