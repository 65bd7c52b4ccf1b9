import { readConfig } from '../../kernel/index.ts';
import { findRunningServer } from '../data-folder.ts';
import { importPath } from '../import-path.ts';
import { openWorld } from '../open-world.ts';
import { parseImportArguments, sayReport } from '../say-import.ts';

/** `npm run import -- PATH [--shop SHOP]`: takes a merchant's sheets, pictures and clips; works while the server runs. */
export async function run(argv: string[]): Promise<void> {
  const wanted = parseImportArguments(argv);
  const config = readConfig();
  const opened = await openWorld(config, (message) => process.stderr.write(`  ${message}\n`), {
    stopPostgres: findRunningServer(config) === undefined,
  });
  try {
    const outcome = await importPath(opened.world, wanted, (line) => process.stderr.write(line));
    sayReport(outcome, (line) => process.stdout.write(`${line}\n`));
    process.exitCode = outcome.failed.length > 0 ? 1 : 0;
  } finally {
    await opened.close();
  }
}
