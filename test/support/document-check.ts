import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { send, type Answer } from './send.js';

interface Content {
  readonly schema?: object;
}
interface Documented {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly security: readonly unknown[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, Content>>; readonly headers?: object }>
  >;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Documented>>>>;
}

const ROOT = 'gantry';

/**
 * With every object closed: clients must bear properties that they do not know, so the document leaves objects open,
 * but the service itself must answer none that is not documented.
 */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, closed(each)]));
  const isObject = inner['type'] === 'object' && inner['properties'] !== undefined;
  return isObject ? { additionalProperties: false, ...inner } : inner;
}

/** Compares answers with the service's own document, and remembers which documented answers were seen. */
export class DocumentCheck {
  readonly #seen = new Set<string>();
  readonly #ajv: Ajv2020;

  private constructor(readonly document: Document) {
    this.#ajv = new Ajv2020({ strict: false, allErrors: true });
    formats.default(this.#ajv);
    this.#ajv.addSchema(closed(document) as object, ROOT);
  }

  static async of(app: { readonly url: string }): Promise<DocumentCheck> {
    const { body } = await send(app, '/openapi.json');
    return new DocumentCheck(body as Document);
  }

  operations() {
    return Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        id: operation.operationId,
        method: method.toUpperCase(),
        path,
        operation,
      })),
    );
  }

  operationIds(): readonly string[] {
    return this.operations().map(({ id }) => id);
  }

  /** That the document has this answer: its status, its media type, its headers, and its body by the schema. */
  assertDocumented(id: string, { status, headers, text, body }: Answer): void {
    const found = this.operations().find((each) => each.id === id);
    assert.ok(found, `${id} is documented`);
    const response = found.operation.responses[String(status)];
    assert.ok(response, `${id} documents ${status}: ${text}`);
    for (const name of Object.keys(response.headers ?? {}))
      assert.ok(headers[name.toLowerCase()], `${id} ${name}`);
    const type = String(headers['content-type'] ?? '').split(';', 1)[0] ?? '';
    this.#seen.add(`${id} ${status} ${type}`);
    if (response.content === undefined) {
      assert.equal(text, '', `${id} ${status} has no body`);
      return;
    }
    const content = response.content[type];
    assert.ok(content, `${id} ${status} documents ${type}`);
    if (!type.endsWith('json')) return;
    const pointer = [
      'paths',
      found.path,
      found.method.toLowerCase(),
      'responses',
      String(status),
      'content',
      type,
      'schema',
    ];
    this.#assertValid(pointer, body, `${id} ${status}`);
  }

  /** That a value fits one of the named schemas. */
  assertFits(schema: string, value: unknown): void {
    this.#assertValid(['components', 'schemas', schema], value, schema);
  }

  /** `operation status` of the documented answers that were not seen, each media type of a success for itself. */
  unseen(): readonly string[] {
    return this.operations().flatMap(({ id, operation }) =>
      Object.entries(operation.responses).flatMap(([status, { content }]) => {
        const seen = (type: string) => this.#seen.has(`${id} ${status} ${type}`);
        const types = Object.keys(content ?? { '': {} });
        // A picture has the type that it was sent with.
        const isImage = types.every((type) => type.startsWith('image/'));
        const missing = isImage ? (types.some(seen) ? [] : types) : types.filter((type) => !seen(type));
        return missing.length === 0 ? [] : [`${id} ${status}`];
      }),
    );
  }

  #assertValid(pointer: readonly string[], value: unknown, name: string): void {
    const path = pointer.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')));
    const validate: ValidateFunction = this.#ajv.compile({ $ref: `${ROOT}#/${path.join('/')}` });
    assert.ok(
      validate(value),
      `${name}: ${JSON.stringify(validate.errors)} ${JSON.stringify({ value }).slice(0, 500)}`,
    );
  }
}
