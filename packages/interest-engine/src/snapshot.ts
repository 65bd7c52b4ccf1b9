import type { Counters, EngineState, SavedState } from './engine-state.ts';
import { SnapshotError } from './errors.ts';
import { entityKey, type ItemFacts, type StoredItem } from './item.ts';
import { hash53 } from './random.ts';
import { createViewerState, type Leaning, type Touch, type ViewerState } from './viewer-state.ts';

const magic = 'haowu-interest-engine';
const format = 1;

type TouchRow = [slot: number, mask: number, at: number, strength: number, paired: number | null];
type LeaningRow = [
  entity: number,
  seen: number,
  watched: number,
  engaged: number,
  clicked: number,
  bought: number,
  at: number,
];
type EditRow = [entity: number, weight: number, state: 'pinned' | 'blocked' | null];
type ViewerRow = [
  id: string,
  on: boolean,
  touches: TouchRow[],
  leanings: LeaningRow[],
  edited: EditRow[],
  refused: number[],
];

interface Body extends Omit<SavedState, 'items' | 'viewers'> {
  items: { facts: ItemFacts; alive: boolean }[];
  viewers: ViewerRow[];
}

/**
 * The whole state as text: a line with name, format, length and checksum, then JSON. Equal states give equal texts, so
 * that a replay can be compared with the live engine bit by bit. Numbers survive exactly: JSON keeps doubles.
 */
export function writeSnapshot(state: EngineState): string {
  const body: Body = {
    itemIds: state.itemIds.names(),
    entities: state.entities.names(),
    items: state.items.map(({ facts, alive }) => ({ facts, alive })),
    itemCounts: state.itemCounts.toJson(),
    entityCounts: state.entityCounts.toJson(),
    itemTrends: state.itemTrends.toJson(),
    entityTrends: state.entityTrends.toJson(),
    coOccurrence: state.coOccurrence.toJson(),
    influence: state.influence.toJson(),
    viewers: [...state.viewers].map(([id, viewer]) => viewerRow(id, viewer)),
    recentIds: state.recentIds.toJson(),
    counters: state.counters,
  };
  const text = JSON.stringify(body);
  return `${magic} ${format} ${text.length} ${hash53(text)}\n${text}`;
}

/** @throws SnapshotError when the text is not a snapshot, of another format, cut short or altered. */
export function readSnapshot(text: string): SavedState {
  const end = text.indexOf('\n');
  const [name, version, length, checksum] = text.slice(0, Math.max(0, end)).split(' ');
  if (name !== magic)
    throw new SnapshotError('snapshot.not_a_snapshot', 'This is not a snapshot of an interest engine.');
  if (Number(version) !== format) {
    throw new SnapshotError(
      'snapshot.other_format',
      `The snapshot has format ${version}; this engine reads ${format}.`,
    );
  }
  const body = text.slice(end + 1);
  if (body.length !== Number(length) || hash53(body) !== Number(checksum)) {
    throw new SnapshotError('snapshot.corrupt', 'The snapshot is cut short or altered. Use an older one and replay.');
  }
  const saved = JSON.parse(body) as Body;
  const entityNumbers = new Map(saved.entities.map((entity, number) => [entity, number]));
  const counters: Counters = saved.counters;
  return {
    ...saved,
    counters,
    items: saved.items.map(({ facts, alive }) => restoreItem(facts, alive, entityNumbers)),
    viewers: new Map(saved.viewers.map((row) => [row[0], restoreViewer(row)])),
  };
}

function restoreItem(facts: ItemFacts, alive: boolean, entityNumbers: ReadonlyMap<string, number>): StoredItem {
  const numberOf = (key: string): number => entityNumbers.get(key) ?? 0;
  return {
    facts,
    alive,
    author: numberOf(entityKey.author(facts.authorId)),
    shop: facts.shopId === undefined ? -1 : numberOf(entityKey.shop(facts.shopId)),
    categories: facts.categoryIds.map((id) => numberOf(entityKey.category(id))),
    tags: facts.tags.map((tag) => numberOf(entityKey.tag(tag))),
  };
}

function viewerRow(id: string, viewer: ViewerState): ViewerRow {
  return [
    id,
    viewer.personalised,
    viewer.touches.map(({ slot, mask, at, strength, paired }): TouchRow => [slot, mask, at, strength, paired]),
    [...viewer.leanings].map(
      ([entity, { seen, watched, engaged, clicked, bought, at }]): LeaningRow => [
        entity,
        seen,
        watched,
        engaged,
        clicked,
        bought,
        at,
      ],
    ),
    [...viewer.edited].map(([entity, { weight, state }]): EditRow => [entity, weight, state]),
    [...viewer.refused],
  ];
}

function restoreViewer([, personalised, touches, leanings, edited, refused]: ViewerRow): ViewerState {
  return {
    ...createViewerState(),
    personalised,
    touches: touches.map(([slot, mask, at, strength, paired]): Touch => ({ slot, mask, at, strength, paired })),
    leanings: new Map(
      leanings.map(([entity, seen, watched, engaged, clicked, bought, at]): [number, Leaning] => [
        entity,
        { seen, watched, engaged, clicked, bought, at },
      ]),
    ),
    edited: new Map(edited.map(([entity, weight, state]) => [entity, { weight, state }])),
    refused: new Set(refused),
  };
}
