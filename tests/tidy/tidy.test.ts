import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rooms } from '../../server/src/rooms.ts';
import { readSource, roomOf, root, type SourceFile } from './read-source.ts';

const files = readSource();
const server = files.filter((file) => file.file.startsWith('server/src/'));
const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.startsWith('tests/');
const roomNames = new Set(rooms.map((room) => room.name));

describe('the house', () => {
  test('something was read', () => {
    expect(server.length).toBeGreaterThan(100);
    expect(server.flatMap((file) => file.imports).length).toBeGreaterThan(300);
    expect(server.flatMap((file) => file.sqlTexts).length).toBeGreaterThan(50);
  });

  test('every folder of server/src is a declared room, and every room uses only rooms below it', () => {
    const folders = readdirSync(path.join(root, 'server/src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(folders.map((entry) => entry.name).filter((name) => !roomNames.has(name))).toEqual([]);
    const height = new Map(rooms.map((room, index) => [room.name, index]));
    const upward = rooms.flatMap((room) =>
      room.uses
        .filter((used) => (height.get(used) ?? 99) >= (height.get(room.name) ?? 0))
        .map((used) => `${room.name} -> ${used}`),
    );
    expect(upward).toEqual([]);
  });

  test('no room calls a room it has not declared', () => {
    const undeclared = new Set<string>();
    for (const { from, to, file } of arrows(server)) {
      if (isTest(file)) continue;
      if (!rooms.find((room) => room.name === from)?.uses.includes(to)) undeclared.add(`${from} -> ${to} (${file})`);
    }
    expect([...undeclared]).toEqual([]);
  });

  test('other rooms are entered through their face: index.ts, or contract.ts from a contract', () => {
    const deep: string[] = [];
    for (const file of server) {
      if (isTest(file.file)) continue;
      for (const { target } of file.imports) {
        const to = target ? roomOf(target) : undefined;
        const from = roomOf(file.file);
        if (!target || !to || !from || to === from) continue;
        const rest = target.slice(`server/src/${to}/`.length);
        const contract =
          rest === 'contract.ts' && (file.file.endsWith('/contract.ts') || file.file.endsWith('app/contracts.ts'));
        if (!contract && !/^(?:[a-z-]+\/)?index\.ts$/.test(rest)) deep.push(`${file.file} -> ${target}`);
      }
    }
    expect(deep).toEqual([]);
  });

  test('no file imports itself around a circle', () => {
    expect(findCycle(files)).toEqual([]);
  });

  test('SQL touches the tables of its own room only', () => {
    const foreign: string[] = [];
    for (const file of server) {
      const room = roomOf(file.file);
      if (!room || isTest(file.file) || room === 'app') continue;
      for (const text of file.sqlTexts) {
        for (const match of text.matchAll(
          /\b(?:from|join|into|update|truncate|table)\s+(?:only\s+)?([a-z]+)\.[a-z_]+/gi,
        )) {
          const schema = match[1] ?? '';
          const readsFacts = schema === 'kernel' && room === 'recommender';
          if (roomNames.has(schema) && schema !== room && !readsFacts) foreign.push(`${file.file}: ${match[0]}`);
        }
      }
    }
    expect(foreign).toEqual([]);
  });

  test('every room has a face that says what it is', () => {
    const faceless = rooms
      .filter((room) => room.name !== 'app')
      .filter(
        (room) =>
          !/^\/\*\*\n \* .+\n \* .*Promises/m.test(
            readFileSync(path.join(root, `server/src/${room.name}/index.ts`), 'utf8'),
          ),
      );
    expect(faceless.map((room) => room.name)).toEqual([]);
  });
});

describe('the files', () => {
  test('no leftovers', () => {
    const marks = new RegExp(
      `\\b(?:${['TO', 'FIX', 'XX'].map((start, index) => start + ['DO', 'ME', 'X'][index]).join('|')})\\b`,
    );
    const left = files.filter(
      (file) =>
        !file.file.startsWith('tests/tidy/') &&
        (marks.test(file.text) ||
          /@ts-(?:ignore|expect-error|nocheck)/.test(file.text) ||
          /\.(?:only|todo)\(/.test(file.text)),
    );
    expect(left.map((file) => file.file)).toEqual([]);
  });

  test('no file or folder is called utils, common, shared or helpers', () => {
    expect(
      files
        .map((file) => file.file)
        .filter((file) => /(?:^|\/)(?:utils?|common|shared|helpers?|misc)(?:\/|\.tsx?$)/.test(file)),
    ).toEqual([]);
  });

  test('files stay readable', () => {
    const long = files
      .filter((file) => !/^simulator\/town\/|\/words\//.test(file.file) && file.text.split('\n').length > 520)
      .map((file) => `${file.file}: ${file.text.split('\n').length}`);
    expect(long).toEqual([]);
  });

  test("a provider's SDK stays behind its port", () => {
    const outside = server.filter(
      (file) =>
        !file.file.includes('/providers/') &&
        file.imports.some(({ specifier }) => /^(?:alipay-sdk|wechatpay|stripe|@aws-sdk)/.test(specifier)),
    );
    expect(outside.map((file) => file.file)).toEqual([]);
  });
});

function arrows(from: readonly SourceFile[]): { from: string; to: string; file: string }[] {
  return from.flatMap((file) =>
    file.imports.flatMap(({ target }) => {
      const source = roomOf(file.file);
      const to = target ? roomOf(target) : undefined;
      return source && to && source !== to ? [{ from: source, to, file: file.file }] : [];
    }),
  );
}

/** The first circle of imports found, as a path; empty when there is none. */
function findCycle(all: readonly SourceFile[]): string[] {
  const graph = new Map(all.map((file) => [file.file, file.imports.flatMap(({ target }) => (target ? [target] : []))]));
  const state = new Map<string, 'open' | 'done'>();
  const trail: string[] = [];
  const visit = (file: string): string[] => {
    if (state.get(file) === 'done' || !graph.has(file)) return [];
    if (state.get(file) === 'open') return [...trail.slice(trail.indexOf(file)), file];
    state.set(file, 'open');
    trail.push(file);
    for (const target of graph.get(file) ?? []) {
      const cycle = visit(target);
      if (cycle.length > 0) return cycle;
    }
    trail.pop();
    state.set(file, 'done');
    return [];
  };
  for (const file of graph.keys()) {
    const cycle = visit(file);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
