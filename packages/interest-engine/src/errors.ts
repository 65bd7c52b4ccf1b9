/** Why a policy or a snapshot was refused. The code is stable; match on it, never on the text. */
export type PolicyErrorCode =
  | 'policy.not_an_object'
  | 'policy.unknown_key'
  | 'policy.raw_gmv_term'
  | 'policy.missing_key'
  | 'policy.out_of_range'
  | 'policy.needs_rebuild';

export class PolicyError extends Error {
  readonly code: PolicyErrorCode;
  /** Dotted path of the offending key, for example `value.behaviours.watch`. */
  readonly path: string;

  constructor(code: PolicyErrorCode, path: string, message: string) {
    super(message);
    this.name = 'PolicyError';
    this.code = code;
    this.path = path;
  }
}

export type SnapshotErrorCode = 'snapshot.not_a_snapshot' | 'snapshot.other_format' | 'snapshot.corrupt';

export class SnapshotError extends Error {
  readonly code: SnapshotErrorCode;

  constructor(code: SnapshotErrorCode, message: string) {
    super(message);
    this.name = 'SnapshotError';
    this.code = code;
  }
}
