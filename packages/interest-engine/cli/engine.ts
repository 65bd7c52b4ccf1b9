/**
 * The command line of the engine: reads tables of events and writes rankings, chances and checks.
 * Promises: results on stdout or in the file of --out, progress on stderr; 0 for done, 1 for a failure, 2 for a wrong call.
 * Never writes anywhere else, and never opens a connection.
 */
import { UsageError } from './usage-error.ts';

type Command = { run: (args: string[]) => Promise<void> };

const commands: Record<string, string> = {
  recommend: 'the best new items for each user',
  score: 'the chance of a positive label for each row',
  prequential: 'replay events day by day and measure',
  ope: 'judge a policy by the log of another',
};

const load = (name: string): Promise<Command> => import(`./${name}-command.ts`);

function usage(): string {
  const lines = Object.entries(commands).map(([name, summary]) => `  ${name.padEnd(12)} ${summary}`);
  return [
    'npm run engine -- <command> [options]',
    '',
    ...lines,
    '',
    'Each command explains its options with --help.',
  ].join('\n');
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || !Object.hasOwn(commands, name)) {
    const asked = name === '--help' || name === '-h';
    if (name !== undefined && !asked) process.stderr.write(`There is no command "${name}".\n`);
    (asked ? process.stdout : process.stderr).write(`${usage()}\n`);
    return asked ? 0 : 2;
  }
  try {
    await (await load(name)).run(args);
    return 0;
  } catch (error) {
    if (error instanceof UsageError || isOptionError(error)) {
      process.stderr.write(
        `${error.message}\n${error instanceof UsageError ? '' : `See: npm run engine -- ${name} --help\n`}`,
      );
      return 2;
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** What parseArgs of node:util throws when an option is unknown or lacks its value. */
function isOptionError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

process.exitCode = await main(process.argv.slice(2));
