import process from 'node:process';

/** A failure that the person at the terminal can do something about: shown as its message alone. */
export class SetupError extends Error {
  name = 'SetupError';
}

/** Prints what went wrong and sets the exit code 1. The stack is shown only for a fault of the script itself. */
export function reportFailure(error) {
  process.exitCode = 1;
  console.error(error instanceof SetupError ? `\n${error.message}` : error);
}
