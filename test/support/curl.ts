import { openAsBlob } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const DOCUMENTED = 'http://127.0.0.1:8000';

/** Does what a documented `curl` line does, at another address; a machine that runs the tests need not have curl. */
export async function curl(command: string, serviceUrl: string): Promise<Response> {
  const url = /https?:[^\s"]+/.exec(command)?.[0].replace(DOCUMENTED, serviceUrl) ?? '';
  const headers = [...command.matchAll(/-H "([^:"]+): ([^"]+)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  const method = /-X (\w+)/.exec(command)?.[1];
  const [, field, path] = /-F "(\w+)=@([^"]+)"/.exec(command) ?? [];
  const text = /-d '([^']+)'/.exec(command)?.[1];
  const form = new FormData();
  if (field !== undefined && path !== undefined) {
    form.append(field, await openAsBlob(ROOT + path, { type: 'image/jpeg' }), 'picture.jpg');
  }
  const body = field === undefined ? text : form;
  return fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: headers as [string, string][],
    ...(body === undefined ? {} : { body }),
  });
}
