import type { RoadSpec } from './road.js';

/** The right lane of a motorway, a rail along its verge. */
export const motorway: RoadSpec = {
  seed: 5,
  pavement: 'asphalt',
  lines: [
    [-1.8, 'solid'],
    [1.8, 'broken'],
  ],
  from: -3.4,
  to: 40,
  barriers: [[-3.9, 'rail']],
};

/** Two lanes between a verge with a rail and a concrete wall. */
export const twoLanes: RoadSpec = {
  ...motorway,
  to: 6.4,
  barriers: [
    [-3.9, 'rail'],
    [5.9, 'concrete'],
  ],
};

/** A concrete slab between toll islands. */
export const plaza: RoadSpec = {
  seed: 11,
  pavement: 'concrete',
  lines: [
    [-1.8, 'broken'],
    [1.8, 'solid'],
  ],
  from: -40,
  to: 3,
  barriers: [[2.6, 'concrete']],
};

/** An American left lane: yellow line, wall. */
export const freeway: RoadSpec = {
  ...motorway,
  from: -4,
  lines: [
    [-1.8, 'yellow'],
    [1.8, 'broken'],
  ],
  barriers: [[-2.9, 'concrete']],
};

export const wet = (road: RoadSpec): RoadSpec => ({ ...road, wet: 1 });
