import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Everything Haowu writes directly below its data folder. */
const made = [
  /^postgres$/,
  /^postgres\.(?:log|lock)(?:\..+)?$/,
  /^postgres\.creating-[0-9a-f]+$/,
  /^\.postgres-[0-9][\w.-]*$/,
  /^(?:media|recommender|sandbox-provider)$/,
  /^restore-[0-9a-f]+$/,
  /^(?:secret|payment-webhook-secret|running\.json)$/,
];

/** Removes what Haowu made, and the folder when nothing else is in it. @returns the names of what was left alone. */
export function clearDataFolder(dataDir: string): string[] {
  const left: string[] = [];
  for (const name of readdirSync(dataDir)) {
    if (made.some((pattern) => pattern.test(name))) {
      rmSync(path.join(dataDir, name), { recursive: true, force: true, maxRetries: 3 });
    } else left.push(name);
  }
  if (left.length === 0) rmdirSync(dataDir);
  return left.sort();
}
