const LONGEST = 60;

/** What a caller sent, short enough to repeat in a message. */
export function excerpt(text: string): string {
  const letters = [...text];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : text;
}
