import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { openApiDocument, type OpenApiDocument } from './openapi.js';
import { operation, type Operation } from './operation.js';

const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;
const FOLDER = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
/** They change with the version of the service, whose page asks for them anew. */
const ASSET_AGE_SECONDS = 3600;

/**
 * Nothing from elsewhere, and no script in the page itself. Swagger UI sets styles as attributes and shows pictures
 * that it carries in its style sheet.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Gantry: the interface</title>
    <link rel="icon" href="docs/favicon-32x32.png">
    <link rel="stylesheet" href="docs/swagger-ui.css">
  </head>
  <body>
    <div id="page"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`;

/** Without the validator of Swagger's makers, which would be told the address of every service. */
const START = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#page', deepLinking: true, validatorUrl: null, persistAuthorization: false });
`;

const COMMON = { method: 'GET', permission: 'none', errors: 'problem', tag: 'Document' } as const;

/** The document of a table of routes, which it is part of itself, and a page to browse it that needs no network. */
export function docsOperations(operations: readonly Operation[], version: string): readonly Operation[] {
  let document: OpenApiDocument | undefined;
  const own: readonly Operation[] = [
    operation({
      ...COMMON,
      id: 'getDocument',
      path: '/openapi.json',
      summary: 'This document',
      answers: {
        200: {
          description: 'OpenAPI 3.1.',
          content: { 'application/json': z.looseObject({ openapi: z.string() }) },
        },
      },
      handle({ response }) {
        document ??= openApiDocument([...operations, ...own], version);
        response.json(document);
      },
    }),
    operation({
      ...COMMON,
      id: 'getPage',
      path: '/docs',
      summary: 'This document as a page',
      undocumented: true,
      answers: { 200: { description: 'The page.', content: { 'text/html': z.string() } } },
      handle({ request, response }) {
        // The page names its parts relative to its own address, so that it works below any prefix of a proxy.
        if (request.path.endsWith('/')) response.redirect(308, '../docs');
        else response.set('Content-Security-Policy', POLICY).type('html').send(PAGE);
      },
    }),
    operation({
      ...COMMON,
      id: 'getAsset',
      path: '/docs/{asset}',
      summary: 'What the page is made of',
      undocumented: true,
      schemas: { params: z.strictObject({ asset: z.enum([...ASSETS, 'start.js']) }) },
      answers: {
        200: { description: 'The file.', content: { 'text/css': undefined, 'text/javascript': undefined } },
      },
      failures: [400],
      handle({ params: { asset }, response }) {
        response.set('Cache-Control', `public, max-age=${ASSET_AGE_SECONDS}`).type(path.extname(asset));
        response.send(asset === 'start.js' ? START : readFileSync(path.join(FOLDER, asset)));
      },
    }),
  ];
  return own;
}
