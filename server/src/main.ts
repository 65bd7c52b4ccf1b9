/** Chooses what to do and says in a sentence why it could not. */
const command = process.argv[2] ?? 'start';
const commands: Record<string, () => Promise<{ run(argv: string[]): Promise<void> }>> = {
  start: () => import('./app/commands/start.ts'),
  reset: () => import('./app/commands/reset.ts'),
  backup: () => import('./app/commands/backup.ts'),
  restore: () => import('./app/commands/restore.ts'),
  import: () => import('./app/commands/import.ts'),
};
const load = commands[command];
if (!load) {
  console.error(`There is no command "${command}". There are: ${Object.keys(commands).join(', ')}.`);
  process.exit(2);
}
try {
  await (await load()).run(process.argv.slice(3));
} catch (error) {
  const { sayFailure } = await import('./app/say-failure.ts');
  console.error(sayFailure(error));
  process.exit(1);
}

export {};
