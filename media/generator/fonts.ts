import { GlobalFonts } from '@napi-rs/canvas';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * The CSS name of a weight of a packaged font, which it registers under that name: pictures must not depend on the
 * fonts that a machine happens to have.
 */
export function fontName(family: string, weight: number): string {
  const name = `${family}-${weight}`;
  if (GlobalFonts.has(name)) return name;
  const folder = dirname(require.resolve(`@fontsource/${family}/package.json`));
  const file = join(folder, 'files', `${family}-latin-${weight}-normal.woff2`);
  if (!GlobalFonts.registerFromPath(file, name))
    throw new Error(`expected a font file at ${file} but could not read it`);
  return name;
}
