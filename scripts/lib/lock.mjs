import { createHash } from 'node:crypto';
import { createConnection, createServer } from 'node:net';
import process from 'node:process';

/**
 * Runs `action` while no other set-up of the same folder runs on this machine, waiting for its turn if need be.
 *
 * The lock is a Unix socket in Linux' abstract namespace. The kernel frees it with its process, however that ends,
 * so no lock can be left behind; and who waits is connected to the holder, so it learns of the end at once.
 */
export async function withSetupLock(root, action) {
  const address = `\0gantry-setup-${createHash('sha256').update(root).digest('hex').slice(0, 32)}`;
  return withLock(address, action, () => {
    process.stderr.write('Waiting for another Gantry set-up of this folder to end …\n');
  });
}

/** @param onWait called once, when the lock is found taken */
export async function withLock(address, action, onWait) {
  let held = await tryToHold(address);
  if (held === null) onWait();
  while (held === null) {
    await holderGone(address);
    held = await tryToHold(address);
  }
  try {
    return await action();
  } finally {
    await held.release();
  }
}

/** Resolves to `null` when somebody else holds the lock. */
function tryToHold(address) {
  return new Promise((resolve, reject) => {
    const waiting = new Set();
    const server = createServer((socket) => {
      waiting.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => waiting.delete(socket));
    });
    const release = () =>
      new Promise((released) => {
        server.close(released);
        for (const socket of waiting) socket.destroy();
      });
    server.on('error', (error) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(address, () => resolve({ release }));
  });
}

/** Resolves when the holder of the lock ends, or is gone already. */
function holderGone(address) {
  return new Promise((resolve) => {
    const socket = createConnection(address);
    socket.on('error', () => {});
    socket.on('close', resolve);
  });
}
