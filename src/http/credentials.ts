import type { IncomingHttpHeaders } from 'node:http';

/**
 * The key that a request carries: `X-API-Key`, `Authorization: Bearer`, or the password of `Authorization: Basic`,
 * whoever the user. `undefined` if it carries none, or an authorization of another kind.
 */
export function keyOf(headers: IncomingHttpHeaders): string | undefined {
  const given = headers['x-api-key'];
  if (typeof given === 'string' && given !== '') return given;
  const [, kind, value = ''] = /^(Bearer|Basic) +(\S+)$/i.exec(headers.authorization?.trim() ?? '') ?? [];
  if (kind === undefined) return undefined;
  return kind.toLowerCase() === 'bearer' ? value : passwordOf(value);
}

/** RFC 7617: the name holds no colon, the password may. */
function passwordOf(base64: string): string | undefined {
  const text = Buffer.from(base64, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : text.slice(colon + 1) || undefined;
}
