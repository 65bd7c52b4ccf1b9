/**
 * The door: plain JavaScript, so that a Node too old to read TypeScript gets a sentence instead of a stack trace.
 * Compiled modules are kept between starts, which halves the time to ready and the memory of the compiler.
 */
import { mkdirSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `Haowu needs Node 24 and found ${process.version}. Start it with npm (npm start, npm test): npm install brings Node 24 on Linux and Windows. On macOS install Node 24 with brew or nvm.`,
  );
  process.exit(1);
}
const cacheDir = path.join(import.meta.dirname, '../.cache/compiled');
try {
  mkdirSync(cacheDir, { recursive: true });
  module.enableCompileCache(cacheDir);
} catch {
  // A read-only checkout starts without the cache, a little slower.
}
await import('./src/main.ts');
