export interface Camera {
  /** Given by whoever makes the camera, and never changed. */
  readonly id: string;
  readonly name: string;
  readonly gantry: string | null;
  readonly lane: string | null;
  /** Which end of a vehicle it sees. */
  readonly facing: 'front' | 'rear' | null;
}

/** What to change of a camera; `undefined` leaves it as it is. */
export type CameraChanges = { readonly [Field in Exclude<keyof Camera, 'id'>]?: Camera[Field] | undefined };

export interface CameraStore {
  /** All of them, by id. */
  list(): Promise<readonly Camera[]>;

  /** `null`: there is none. */
  get(id: string): Promise<Camera | null>;

  /** @throws {ConflictError} there is a camera with this id */
  create(camera: Camera): Promise<Camera>;

  /**
   * Changes what is given and leaves the rest.
   * @throws {NotFoundError} there is no such camera
   */
  update(id: string, changes: CameraChanges): Promise<Camera>;

  /**
   * @throws {NotFoundError} there is no such camera
   * @throws {ConflictError} there are captures of this camera, which would lose their origin
   */
  remove(id: string): Promise<void>;
}
