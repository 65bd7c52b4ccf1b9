import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export const appNames = ['viewer', 'studio', 'console'] as const;
export type AppName = (typeof appNames)[number];

const root = path.resolve(import.meta.dirname, '../../..');
const stampFile = '.built-from';
const buildTimeoutMs = 120_000;

export function appFolder(app: AppName): string {
  return path.join(root, 'apps', app, 'dist');
}

/** A hash over names, sizes and times of everything an app is built from; reading contents would cost more than it saves. */
function sourceStamp(app: AppName): string {
  const hash = createHash('sha256');
  const visit = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name.localeCompare(b.name))) {
      if (entry.name.startsWith('dist') || entry.name === 'node_modules') continue;
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) visit(file);
      else {
        const { size, mtimeMs } = statSync(file);
        hash.update(`${path.relative(root, file)}:${size}:${mtimeMs}\n`);
      }
    }
  };
  for (const folder of [
    path.join(root, 'apps', app),
    path.join(root, 'packages/ui'),
    path.join(root, 'packages/api-client'),
  ])
    visit(folder);
  hash.update(readFileSync(path.join(root, 'package-lock.json')));
  return hash.digest('hex');
}

/** Builds the apps whose sources changed since their last build, two at a time; tells each as it is done. */
export async function buildApps(tell: (message: string) => void): Promise<void> {
  const stale = appNames.filter((app) => {
    const file = path.join(appFolder(app), stampFile);
    return !existsSync(file) || readFileSync(file, 'utf8') !== sourceStamp(app);
  });
  const queue = [...stale];
  const work = async () => {
    for (let app = queue.shift(); app; app = queue.shift()) {
      const startedAt = performance.now();
      const stamp = sourceStamp(app);
      // Built beside and swapped in: a second start, or a server that is running, never sees half an app.
      const fresh = `${appFolder(app)}.${process.pid}`;
      await viteBuild(app, fresh);
      compressAssets(fresh);
      writeFileSync(path.join(fresh, stampFile), stamp);
      keepOldAssets(appFolder(app), fresh);
      swapIn(fresh, appFolder(app));
      tell(`built ${app} in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
    }
  };
  await Promise.all([work(), work()]);
}

/** Pages that are open still ask for the assets they were built with. */
function keepOldAssets(before: string, fresh: string): void {
  const assets = path.join(before, 'assets');
  if (existsSync(assets))
    cpSync(assets, path.join(fresh, 'assets'), { recursive: true, force: false, filter: (file) => isYoung(file) });
}

const assetsKeptMs = 24 * 3_600_000;

function isYoung(file: string): boolean {
  const state = statSync(file);
  return state.isDirectory() || Date.now() - state.mtimeMs < assetsKeptMs;
}

function swapIn(fresh: string, folder: string): void {
  const old = `${folder}.old-${process.pid}`;
  if (existsSync(folder)) renameSync(folder, old);
  try {
    renameSync(fresh, folder);
  } catch {
    // Another start swapped its own in between; both were built from the same sources.
    rmSync(fresh, { recursive: true, force: true });
  }
  rmSync(old, { recursive: true, force: true });
}

function viteBuild(app: AppName, outDir: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const vite = path.join(root, 'node_modules/vite/bin/vite.js');
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn', '--outDir', outDir, '--emptyOutDir'], {
      cwd: path.join(root, 'apps', app),
      // Whoever starts the build, a test for example: what is served is the production build.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: buildTimeoutMs,
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      output += String(chunk);
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the ${app} app could not be built:\n${output.slice(-4_000)}`)),
    );
  });
}

/** Text assets are compressed once here instead of at each request. */
function compressAssets(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|css|svg|json)$/.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    if (bytes.length < 1_024) continue;
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
  }
}
