import type { CameraSpec } from './camera.js';
import type { FilmSpec } from './develop.js';
import type { Light } from './light.js';
import { dusk, night, overcast, sunny } from './light.js';
import type { PlateLayoutName } from './plate-layouts.js';
import type { SceneSpec } from './render-scene.js';
import type { RoadSpec } from './road.js';
import { freeway, motorway, plaza, twoLanes, wet } from './roads.js';
import type { ShapeName } from './shapes.js';
import type { VehicleSpec } from './vehicle.js';

export interface PictureSpec {
  readonly file: string;
  readonly scene: SceneSpec;
  readonly film: FilmSpec;
  /** Stored a quarter turn to the left, with an EXIF orientation that says so. */
  readonly turned: boolean;
}

interface Options {
  readonly size?: SceneSpec['size'];
  readonly road?: RoadSpec;
  readonly camera?: Partial<CameraSpec>;
  readonly flash?: number;
  readonly film?: Partial<FilmSpec>;
  readonly turned?: boolean;
}

/** A picture by a camera 5.4 m over the lane, 22 m before the vehicle, of 3.5 m of road, unless `options` say otherwise. */
function shot(
  file: string,
  light: Light,
  vehicles: readonly VehicleSpec[],
  options: Options = {},
): PictureSpec {
  const seed = [...file].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65521, 7);
  const { size = [1280, 960], road = motorway, flash = 0, turned = false } = options;
  const camera = { height: 5.4, distance: 22, target: [0, 0.85], width: 3.5, ...options.camera } as const;
  const film = { exposure: light.exposure, seed, blur: 0.5, glare: 0.06, ...options.film };
  const scene = { size, camera, light, road: { ...road, seed: seed % 997 }, vehicles, flash };
  return { file, scene, film, turned };
}

function vehicle(
  end: VehicleSpec['end'],
  shape: ShapeName,
  paint: string,
  more: Partial<VehicleSpec> = {},
): VehicleSpec {
  return { end, shape, paint, ...more };
}

const plate = (layout: PlateLayoutName, text: string): Pick<VehicleSpec, 'plate'> => ({
  plate: { layout, text },
});

const WIDE = [1920, 1080] as const;
const WHITE = '#e5e6e4';
const evening: Partial<FilmSpec> = { glare: 0.15, grain: 1.6 };
const dark: Partial<FilmSpec> = { glare: 0.2, grain: 3 };

const DAY = [
  shot(
    'day-rear-croatia.jpg',
    sunny(150, 38),
    [vehicle('rear', 'sedan', '#8f979d', { metal: 0.5, yaw: 1.5, ...plate('croatia', 'ZG|1234-AB') })],
    { road: { ...motorway, gantry: -1.5 }, camera: { target: [0.1, 0.85] } },
  ),
  shot(
    'day-front-italy.jpg',
    sunny(210, 48),
    [vehicle('front', 'hatchback', '#a5141a', { metal: 0.15, yaw: -2, ...plate('italy', 'AB 123CD') })],
    { road: plaza },
  ),
  shot(
    'day-rear-brazil-grey.jpg',
    sunny(120, 60),
    [
      vehicle('rear', 'hatchback', WHITE, {
        metal: 0,
        yaw: -1,
        dirt: 0.35,
        ...plate('brazilGrey', 'ABC-1234'),
      }),
    ],
    { camera: { target: [-0.1, 0.8], width: 2.95 } },
  ),
  shot(
    'day-rear-brazil-mercosul.jpg',
    sunny(200, 55),
    [vehicle('rear', 'suv', '#2d3a44', { yaw: 1, ...plate('brazilMercosul', 'RKL4E27') })],
    { road: plaza, camera: { target: [0.1, 0.95], width: 3.1 } },
  ),
  shot(
    'day-rear-california.jpg',
    sunny(165, 33),
    [vehicle('rear', 'sedan', '#22262b', { metal: 0.3, yaw: -1, ...plate('california', '7ABC123') })],
    { road: freeway, camera: { width: 2.75 }, film: { exposure: 0.62 } },
  ),
  shot(
    'day-rear-croatia-two-lines.jpg',
    sunny(140, 42),
    [
      vehicle('rear', 'suv', '#56604a', {
        metal: 0.25,
        yaw: 1,
        dirt: 0.3,
        ...plate('croatiaTwoLines', 'ZG|/270-JB'),
      }),
    ],
    { camera: { target: [0.2, 0.95], width: 2.75, offset: 4 } },
  ),
  shot(
    'large-rear-germany.jpg',
    sunny(205, 42),
    [vehicle('rear', 'sedan', '#a3a49f', { metal: 0.5, yaw: -1.5, ...plate('germany', 'HH:TX 385') })],
    { size: [2592, 1944], road: plaza, camera: { width: 3.3 } },
  ),
];

const OVERCAST = [
  shot(
    'overcast-rear-uk.jpg',
    overcast,
    [vehicle('rear', 'suv', '#27496d', { yaw: 1, lamps: 1.2, ...plate('unitedKingdomRear', 'AB12 CDE') })],
    { road: wet(motorway), camera: { target: [0, 0.9] } },
  ),
  shot(
    'overcast-front-poland.jpg',
    overcast,
    [
      vehicle('front', 'van', WHITE, {
        metal: 0,
        yaw: 1,
        lamps: 1,
        dirt: 0.4,
        ...plate('poland', 'WA 5678K'),
      }),
    ],
    { camera: { target: [0, 1.05], width: 3.8 } },
  ),
  shot(
    'png-rear-italy.png',
    overcast,
    [vehicle('rear', 'hatchback', '#35603f', { metal: 0.3, yaw: 1, ...plate('italy', 'FP 640RS') })],
    { size: [640, 480], camera: { target: [0, 0.75], width: 2.3 }, film: { grain: 0.3, blur: 0.4 } },
  ),
];

const LATE = [
  shot(
    'dusk-front-germany.jpg',
    dusk,
    [
      vehicle('front', 'sedan', '#39424c', {
        metal: 0.5,
        yaw: 1,
        lamps: 3,
        ...plate('germany', 'B:MW 1234'),
      }),
    ],
    { size: WIDE, camera: { target: [0.2, 0.9], width: 4.6 }, film: evening },
  ),
  shot(
    'dusk-rear-netherlands.jpg',
    dusk,
    [
      vehicle('rear', 'hatchback', '#b9bec2', {
        metal: 0.5,
        yaw: -1,
        lamps: 2,
        ...plate('netherlands', '12-ABC-3'),
      }),
    ],
    { road: wet(motorway), film: evening },
  ),
  shot(
    'night-rear-france.jpg',
    night,
    [vehicle('rear', 'suv', '#6d7377', { metal: 0.5, yaw: 1, lamps: 2, ...plate('france', 'AB-123-CD') })],
    { flash: 0.16, film: dark },
  ),
  shot(
    'night-front-spain.jpg',
    night,
    [vehicle('front', 'sedan', '#8d2a22', { yaw: 1, lamps: 5, ...plate('spain', '1234 BCD') })],
    { flash: 0.14, road: wet(motorway), film: dark },
  ),
];

const ANGLES = [
  shot(
    'tilt-15-spain.jpg',
    sunny(140, 45),
    [vehicle('rear', 'hatchback', '#1f5d9a', plate('spain', '5678 DFG'))],
    { camera: { target: [0.2, 0.8], width: 3.6, roll: 15, offset: 2.5 } },
  ),
  shot(
    'side-pole-poland.jpg',
    sunny(215, 40),
    [vehicle('rear', 'sedan', '#7b1f24', plate('poland', 'KR 9E27V'))],
    { camera: { target: [0.35, 0.8], width: 4.2, height: 3.4, distance: 15, offset: 7.5 } },
  ),
  shot(
    'two-vehicles.jpg',
    sunny(155, 36),
    [
      vehicle('rear', 'suv', WHITE, { metal: 0, at: [-0.1, 0], ...plate('croatia', 'ST|4821-KP') }),
      vehicle('rear', 'sedan', '#20344f', { at: [3.6, 2.5], yaw: -1, ...plate('germany', 'M:KA 7052') }),
    ],
    {
      size: WIDE,
      road: { ...motorway, gantry: 3 },
      camera: { target: [1.75, 1.25], width: 7.6, height: 6, distance: 26, offset: 1.8 },
    },
  ),
  shot(
    'far-rear-croatia.jpg',
    sunny(150, 30),
    [vehicle('rear', 'hatchback', '#c9a227', { metal: 0.1, ...plate('croatia', 'RI|735-CT') })],
    {
      size: WIDE,
      road: twoLanes,
      camera: { target: [1.2, 2.3], width: 10.5, height: 3.6, distance: 34, offset: 1.5 },
    },
  ),
  shot(
    'exif-rotated.jpg',
    sunny(140, 50),
    [
      vehicle('rear', 'van', WHITE, {
        metal: 0,
        yaw: 1,
        lettering: ['MILL LANE BAKERY'],
        ...plate('italy', 'EK 482ZN'),
      }),
    ],
    { size: [960, 1280], camera: { target: [0, 0.9], width: 2.7 }, turned: true },
  ),
];

const LETTERING = ['FRESH FRUIT', 'FROM THE VALLEY EVERY DAY', 'CALL 01632 960 777'];

const EMPTY = [
  shot('no-plate-road.jpg', sunny(130, 35), [], {
    road: { ...twoLanes, gantry: 4 },
    camera: { target: [0.6, 0.8], width: 7.5 },
  }),
  shot(
    'no-plate-truck-text.jpg',
    sunny(160, 44),
    [vehicle('rear', 'truck', '#dfe1e0', { metal: 0, lettering: LETTERING })],
    { camera: { target: [0.1, 1.95], width: 5.4, height: 6, distance: 26 } },
  ),
];

export const CATALOGUE: readonly PictureSpec[] = [...DAY, ...OVERCAST, ...LATE, ...ANGLES, ...EMPTY];
