/** The flags or the environment cannot be used as they are. Ends the process with exit code 2. */
export class BadUsage extends Error {
  override name = 'BadUsage';
}
