import type { ChildTask } from './child/messages.ts';
import { type ChildOptions, type ChildRun, runChild } from './run-child.ts';
import { sniffImage, sniffVideo } from './sniff-file.ts';

export type ProcessedFile = ChildRun;

/**
 * Takes one uploaded file through the gate and makes its outputs in `workDir`. Most wrong files end at their first
 * bytes, without a child.
 * @throws MediaRefused when the file is at fault; anything else may pass when tried again.
 */
export async function processFile(
  file: { kind: 'video' | 'image'; sourcePath: string; workDir: string },
  options: ChildOptions = {},
): Promise<ProcessedFile> {
  return runChild(await taskOf(file), options);
}

async function taskOf(file: { kind: 'video' | 'image'; sourcePath: string; workDir: string }): Promise<ChildTask> {
  if (file.kind === 'video') {
    const container = await sniffVideo(file.sourcePath);
    return { kind: 'video', container, sourcePath: file.sourcePath, workDir: file.workDir };
  }
  await sniffImage(file.sourcePath);
  return { kind: 'image', sourcePath: file.sourcePath, workDir: file.workDir };
}
