// Compiles the kernels of assembly/ and writes each as text into src/, so that users need no build.
// Run: npx node packages/interest-engine/scripts/build-wasm.ts
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import asc from 'assemblyscript/asc';

const folder = path.join(import.meta.dirname, '..');
const kernels = [
  { source: 'scan', target: 'src/vectors/scan-module.ts', name: 'scanModule' },
  { source: 'multiply', target: 'src/ease/multiply-module.ts', name: 'multiplyModule' },
];

for (const { source, target, name } of kernels) {
  const { error, stderr, binary } = await compile(source);
  if (error || !binary) throw new Error(`assembly/${source}.ts does not compile: ${error?.message}\n${stderr}`);
  const lines =
    Buffer.from(binary)
      .toString('base64')
      .match(/.{1,100}/g) ?? [];
  writeFileSync(
    path.join(folder, target),
    `/** Made from assembly/${source}.ts by scripts/build-wasm.ts: a WebAssembly module of ${binary.length} bytes. */
export const ${name} =
${lines.map((line, index) => `  '${line}'${index === lines.length - 1 ? ';' : ' +'}`).join('\n')}
`,
  );
  process.stdout.write(`${target}: ${binary.length} bytes\n`);
}

async function compile(source: string): Promise<{ error: Error | null; stderr: string; binary: Uint8Array | null }> {
  let binary: Uint8Array | null = null;
  const options = [
    `${source}.ts`,
    '--outFile',
    'out.wasm',
    '-O3',
    '--noAssert',
    '--enable',
    'simd',
    '--runtime',
    'stub',
  ];
  const result = await asc.main([...options, '--importMemory', '--baseDir', path.join(folder, 'assembly')], {
    writeFile: (name: string, contents: string | Uint8Array) => {
      if (name === 'out.wasm' && typeof contents !== 'string') binary = contents;
    },
  });
  return { error: result.error, stderr: result.stderr.toString(), binary };
}
