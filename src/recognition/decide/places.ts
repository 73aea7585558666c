/** Puts the crops together that show the same plate. */
import type { Box } from '../contracts.js';
import { boxOf, overlap, sharedArea } from '../localize/region.js';
import type { ReadCrop } from '../readers/read-crops.js';

/** Crops that overlap each other directly or by way of others. */
export type Place = readonly ReadCrop[];

/** Intersection over union from which boxes mean one plate, */
const SAME_PLATE_OVERLAP = 0.15;
/** and share of the smaller box that lies in the other: it shows a part of the plate. */
const PART_OF_PLATE = 0.7;

export function placesOf(read: readonly ReadCrop[]): Place[] {
  const boxes = read.map(({ crop }) => boxOf(crop.corners));
  const places: number[][] = [];
  read.forEach((_, index) => {
    const box = boxes[index] as Box;
    const touching = places.filter((place) => place.some((other) => isSamePlate(box, boxes[other] as Box)));
    const joined = [...touching.flat(), index];
    for (const place of touching) places.splice(places.indexOf(place), 1);
    places.push(joined);
  });
  return places.map((place) => place.sort((a, b) => a - b).map((index) => read[index] as ReadCrop));
}

function isSamePlate(a: Box, b: Box): boolean {
  if (overlap(a, b) > SAME_PLATE_OVERLAP) return true;
  return sharedArea(a, b) > PART_OF_PLATE * Math.min(a.width * a.height, b.width * b.height);
}
