import { createEngineState, type EngineState, saveEngineState } from './engine-state.ts';
import type { Training } from './model/model.ts';
import type { Policy } from './policy.ts';
import { createSnapshotReader, createSnapshotWriter } from './snapshot-sections.ts';

/** The whole state. Equal states and offsets give equal bytes, so that a replay can be compared with the live engine bit by bit. */
export function writeSnapshot(state: EngineState, offset: string): Uint8Array {
  const writer = createSnapshotWriter();
  saveEngineState(state, writer);
  return writer.finish(offset);
}

/** @throws SnapshotError when the bytes are not a snapshot, of another format, cut short or altered. */
export function readSnapshot(
  policy: Policy,
  bytes: Uint8Array,
  training: Training = 'inline',
): { state: EngineState; offset: string } {
  const reader = createSnapshotReader(bytes);
  return { state: createEngineState(policy, reader, training), offset: reader.offset };
}
