import { expect, test } from 'vitest';
import { forgetTyping, keepTyping, recallTyping } from './draft-memory.ts';

function memory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}

const typed = {
  base: 'r3',
  baseText: '{"value":{"harm":4}}',
  baseNote: '',
  text: '{"value":{"harm":',
  note: '试一试',
  keptAt: '2026-11-23T09:00:00Z',
};

test('half-typed text comes back word for word, for its draft only, until forgotten', () => {
  const store = memory();
  keepTyping(store, 'draft-1', typed);
  expect(recallTyping(store, 'draft-1')).toEqual(typed);
  expect(recallTyping(store, 'draft-2')).toBeNull();
  forgetTyping(store, 'draft-1');
  expect(recallTyping(store, 'draft-1')).toBeNull();
});

test('blocked storage and foreign contents are the same as nothing', () => {
  const blocked = {
    getItem: () => {
      throw new Error('blocked');
    },
    setItem: () => {
      throw new Error('blocked');
    },
    removeItem: () => {
      throw new Error('blocked');
    },
  };
  keepTyping(blocked, 'draft-1', typed);
  forgetTyping(blocked, 'draft-1');
  expect(recallTyping(blocked, 'draft-1')).toBeNull();
  const store = memory();
  store.setItem('haowu.policy-draft.draft-1', '{"base":1}');
  expect(recallTyping(store, 'draft-1')).toBeNull();
  store.setItem('haowu.policy-draft.draft-1', 'not json');
  expect(recallTyping(store, 'draft-1')).toBeNull();
});
