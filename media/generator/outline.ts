/** A corner of a closed outline in metres, with the length along both edges over which it is rounded (default 0). */
export type Corner = readonly [u: number, v: number, round?: number];
export type Point = readonly [number, number];

const STEPS = 10;

/** Reads corners from text: `u v round` in metres, separated by commas. */
export function corners(text: string): readonly Corner[] {
  return text.split(',').map((corner) => {
    const [u, v, round] = corner.trim().split(/\s+/).map(Number);
    if (u === undefined || v === undefined)
      throw new Error(`expected "u v [round]" for a corner but received "${corner}"`);
    return [u, v, round ?? 0];
  });
}

/** The closed outline as straight pieces, corners rounded by quadratic curves. */
export function roundOff(corners: readonly Corner[]): readonly Point[] {
  return corners.flatMap((corner, i) => {
    const before = corners[(i + corners.length - 1) % corners.length]!;
    const after = corners[(i + 1) % corners.length]!;
    const round = corner[2] ?? 0;
    if (round === 0) return [[corner[0], corner[1]] as const];
    const from = towards(corner, before, round);
    const to = towards(corner, after, round);
    return Array.from({ length: STEPS + 1 }, (_, k) => {
      const t = k / STEPS;
      const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
      return [a * from[0] + b * corner[0] + c * to[0], a * from[1] + b * corner[1] + c * to[1]] as const;
    });
  });
}

function towards(from: Corner, to: Corner, length: number): Point {
  const whole = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const t = Math.min(0.5, length / whole);
  return [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
}

/** A closed shape that is its own mirror image, from its right half listed from the top middle to the bottom middle. */
export function whole(half: readonly Corner[]): readonly Corner[] {
  return [...half, ...mirrored(half).toReversed()];
}

export function mirrored(corners: readonly Corner[]): readonly Corner[] {
  return corners.map(([u, v, round]) => [-u, v, round ?? 0]);
}

/** A rectangle around a centre, as corners. */
export function box(u: number, v: number, width: number, height: number, round = 0): readonly Corner[] {
  const [a, b] = [width / 2, height / 2];
  return [
    [u - a, v - b, round],
    [u + a, v - b, round],
    [u + a, v + b, round],
    [u - a, v + b, round],
  ];
}

export function circle(u: number, v: number, radius: number): readonly Corner[] {
  return Array.from({ length: 28 }, (_, k) => {
    const a = (k / 28) * 2 * Math.PI;
    return [u + radius * Math.cos(a), v + radius * Math.sin(a)] as const;
  });
}
