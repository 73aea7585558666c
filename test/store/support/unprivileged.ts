/** Runs something as an account that may not write everywhere, if the tests run as root. */
export async function unprivileged<T>(work: () => Promise<T>): Promise<T> {
  const NOBODY = 65534;
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
