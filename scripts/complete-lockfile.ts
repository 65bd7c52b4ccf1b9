import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Adds the optional platform packages npm left out of package-lock.json because the registry at hand lacks them.
 * Without their records `npm ci` stops with "Missing … from lock file", and another platform would not get its binary.
 */
type Entry = {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  resolved?: string;
  optionalDependencies?: Record<string, string>;
};
const file = 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Entry> };
let added = 0;
for (const entry of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    const platform =
      /-(android|darwin|freebsd|linux|openbsd|netbsd|sunos|aix|win32|windows|openharmony|wasm32)(?:-(arm64|arm|x64|ia32|ppc64|riscv64|s390x|loong64|universal|wasi))?/.exec(
        name,
      );
    if (lock.packages[key] || !platform || !/^\d/.test(version)) continue;
    const os = platform[1] === 'windows' ? 'win32' : platform[1];
    lock.packages[key] = {
      version,
      optional: true,
      ...(entry.dev ? { dev: true } : {}),
      ...(os && os !== 'wasm32' ? { os: [os] } : {}),
      ...(platform[2] && platform[2] !== 'universal' && platform[2] !== 'wasi' ? { cpu: [platform[2]] } : {}),
    };
    added += 1;
  }
}
// Addresses name the registry of whoever ran the install; integrity hashes are enough.
for (const entry of Object.values(lock.packages)) {
  if (entry.resolved?.startsWith('http')) delete entry.resolved;
}
const sorted = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
console.log(`${added} platform packages added`);
