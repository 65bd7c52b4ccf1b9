import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from './usage-error.ts';

/** Called before the work, so that minutes of it are not lost to a wrong name. @throws UsageError */
export async function expectWritable(option: string, file: string): Promise<void> {
  const refuse = (reason: string): never => {
    throw new UsageError(`${option} "${file}" cannot be written. ${reason}`);
  };
  const found = await stat(file).catch(() => undefined);
  if (file === '') refuse('The name is empty.');
  if (found?.isDirectory() || /[/\\]$/.test(file)) refuse('It is a folder, not a file.');
  const folder = path.dirname(file);
  const around = await stat(folder).catch(() => undefined);
  if (!around) refuse(`There is no folder "${folder}".`);
  if (!around?.isDirectory()) refuse(`"${folder}" is no folder.`);
  await access(found ? file : folder, constants.W_OK).catch(() => refuse('Writing there is not allowed.'));
}
