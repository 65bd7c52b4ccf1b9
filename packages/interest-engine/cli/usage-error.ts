/** The command was called wrongly. The message is for the person who called it: what is wrong, then how it is called. */
export class UsageError extends Error {
  override name = 'UsageError';
}
