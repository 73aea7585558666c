/**
 * The scripts run before anything is installed or compiled, so they are plain JavaScript outside of the compiled
 * program: tests load them from where they lie.
 * @typeParam Exports what the test uses of the module
 */
export async function loadScript<Exports>(name: string): Promise<Exports> {
  return (await import(new URL(`../../../scripts/lib/${name}`, import.meta.url).href)) as Exports;
}
