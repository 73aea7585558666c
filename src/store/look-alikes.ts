/** Characters that plates show alike, each with the one that stands for both. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', B: '8', S: '5', Z: '2' };

/** What is left of the alphabet of plates when of two look-alikes only one remains. */
export const FOLDED_ALPHABET: readonly string[] = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ').filter(
  (character) => !(character in LOOK_ALIKES),
);

/** A normalized plate in which look-alikes are the same: `BO12Z` → `80122`. Part of the schema: never changes. */
export function foldLookAlikes(plate: string): string {
  return plate.replace(/[OIBSZ]/g, (character) => LOOK_ALIKES[character] ?? character);
}
