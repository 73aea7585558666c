/**
 * The service's time, UTC. It never runs backwards while the process lives, even when the system clock is set
 * back: otherwise a plate stored at 12:00:05 would lie outside the window of a check at "12:00:02" that the
 * caller sends after it was told of the plate. While the system clock is behind, time stands still.
 */
export function createClock(systemTime: () => number = Date.now): () => Date {
  let latest = -Infinity;
  return () => {
    latest = Math.max(latest, systemTime());
    return new Date(latest);
  };
}
