/** Writes what the documents quote from the source into its marked places; a tidy test fails when they differ. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { policyTable } from '@haowu/interest-engine';
import { roomTree } from './print-rooms.ts';
import { settingsTable } from './print-settings.ts';

const root = path.resolve(import.meta.dirname, '..');

/** Marked places by name: `<!-- rooms -->` … `<!-- /rooms -->`. */
const quotes: Record<string, string> = {
  rooms: `\`\`\`\n${roomTree()}\n\`\`\``,
  settings: settingsTable(),
  policy: policyTable(),
};

export const quotingDocuments = [
  'README.md',
  'README.zh-CN.md',
  'ARCHITECTURE.md',
  'HACKING.md',
  'packages/interest-engine/policies/README.md',
];

/** The document with its marked places filled from the source. */
export function fillQuotes(text: string): string {
  return Object.entries(quotes).reduce(
    (filled, [name, content]) =>
      filled.replace(
        new RegExp(`(<!-- ${name} -->)\\n[\\s\\S]*?(<!-- /${name} -->)`, 'g'),
        (_, open: string, close: string) => `${open}\n${content}\n${close}`,
      ),
    text,
  );
}

if (import.meta.main) {
  for (const name of quotingDocuments) {
    const file = path.join(root, name);
    const text = readFileSync(file, 'utf8');
    const filled = fillQuotes(text);
    if (filled !== text) writeFileSync(file, filled);
    console.log(`${name}: ${filled === text ? 'unchanged' : 'written'}`);
  }
}
