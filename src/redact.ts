/** How the secret of an API key looks: made to be told from everything else. */
const SECRET = /gantry_[A-Za-z0-9_-]{16,}/g;

/** The text with every API key in it blotted out. */
export function redactSecrets(text: string): string {
  return text.replace(SECRET, 'gantry_***');
}

export function holdsSecret(text: string): boolean {
  return redactSecrets(text) !== text;
}
