/** How plates are spelt. */

/** O and 0, I and 1 are alike in many fonts: texts that differ in them only are equal folded. */
export function folded(text: string): string {
  return text.replaceAll('O', '0').replaceAll('I', '1');
}

/** Changes from letters to digits or back; of A–Z and 0–9. */
export function changesOf(text: string): number {
  const kinds = text.replace(/[0-9]/g, '0').replace(/[A-Z]/g, 'A');
  return kinds.split(/(?<=0)(?=A)|(?<=A)(?=0)/).length - 1;
}

const TWINS: Readonly<Record<string, string>> = { O: '0', '0': 'O', I: '1', '1': 'I' };

/** Every text that is equal folded, `text` itself first: two to the power of its twin characters. */
export function twinsOf(text: string): string[] {
  return [...text].reduce<string[]>(
    (starts, character) => {
      const twin = TWINS[character];
      const ends = twin === undefined ? [character] : [character, twin];
      return ends.flatMap((end) => starts.map((start) => start + end));
    },
    [''],
  );
}
