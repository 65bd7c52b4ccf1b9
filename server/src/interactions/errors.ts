/** Why one action of a batch was not counted; the others of the batch are. */
export const refusals = {
  /** The token was not made by this server, or belongs to another viewer. */
  token: 'interactions.token_invalid',
  /** The page is older than a day. */
  expired: 'interactions.token_expired',
  /** This impression has that kind of action already; nothing more to do. */
  repeated: 'interactions.already_counted',
  /** A watch without its length, or a length of something else. */
  watch: 'interactions.watch_length',
  /** More than a person can do in a minute. */
  flood: 'interactions.too_many',
} as const;
export type RefusalCode = (typeof refusals)[keyof typeof refusals];
