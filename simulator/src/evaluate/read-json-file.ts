import { readFileSync, statSync } from 'node:fs';

/** @throws Error whose message names the file and says in a sentence why it cannot be read. */
export function readJsonFile(file: string): unknown {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new Error(`There is no file "${file}".`);
  if (found.isDirectory()) throw new Error(`"${file}" is a folder, not a file.`);
  const text = readFileSync(file, 'utf8');
  if (text.trim() === '') throw new Error(`"${file}" is not JSON: the file is empty.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`"${file}" is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
