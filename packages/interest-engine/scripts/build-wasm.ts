// Compiles assembly/scan.ts and writes it as text into src/vectors/scan-module.ts, so that users need no build.
// Run: npx node packages/interest-engine/scripts/build-wasm.ts
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import asc from 'assemblyscript/asc';

const folder = path.join(import.meta.dirname, '..');
const { error, stderr, binary } = await compile();
if (error || !binary) throw new Error(`assembly/scan.ts does not compile: ${error?.message}\n${stderr}`);
const base64 = Buffer.from(binary).toString('base64');
const target = path.join(folder, 'src/vectors/scan-module.ts');
const lines = base64.match(/.{1,100}/g) ?? [];
writeFileSync(
  target,
  `/** Made from assembly/scan.ts by scripts/build-wasm.ts: a WebAssembly module of ${binary.length} bytes. */
export const scanModule =
${lines.map((line, index) => `  '${line}'${index === lines.length - 1 ? ';' : ' +'}`).join('\n')}
`,
);
process.stdout.write(`${path.relative(folder, target)}: ${binary.length} bytes\n`);

async function compile(): Promise<{ error: Error | null; stderr: string; binary: Uint8Array | null }> {
  let binary: Uint8Array | null = null;
  const options = ['scan.ts', '--outFile', 'scan.wasm', '-O3', '--noAssert', '--enable', 'simd', '--runtime', 'stub'];
  const result = await asc.main([...options, '--importMemory', '--baseDir', path.join(folder, 'assembly')], {
    writeFile: (name: string, contents: string | Uint8Array) => {
      if (name === 'scan.wasm' && typeof contents !== 'string') binary = contents;
    },
  });
  return { error: result.error, stderr: result.stderr.toString(), binary };
}
