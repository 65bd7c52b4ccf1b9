import { rmSync } from 'node:fs';
import path from 'node:path';
import { migrate, sql, type World } from '../kernel/index.ts';
import { rooms } from '../rooms.ts';
import { compose } from './compose.ts';

const townSeed = 20_261_123;
const townDays = 90;
const townPeople = 120;
const mark = 'demo-town';

/**
 * Fills the demo town once: a platform that has accounts keeps what it has. A filling that was cut short is thrown away
 * and begun again; nobody was served before it ended, so nothing of anybody is lost.
 */
export async function fillDemoTown(world: World, tell: (message: string) => void): Promise<void> {
  const known = await world.database.maybe<{ finished_at: Date | null }>(
    sql`select finished_at from kernel.marks where name = ${mark}`,
  );
  if (known?.finished_at) return;
  if (known) {
    tell('the last filling of the demo town was cut short; it begins again');
    await startOver(world);
  } else if (await world.database.maybe(sql`select 1 from identity.accounts limit 1`)) return;
  await world.database.run(sql`insert into kernel.marks (name) values (${mark})`);
  tell('filling the demo town: 90 days of its past, lived through the platform’s own acts');
  const { fillTown } = await import('../../../simulator/src/fill-town.ts');
  await fillTown(world, (provider) => compose({ provider }), {
    seed: townSeed,
    days: townDays,
    peopleCount: townPeople,
    stepsPerDay: 2,
    sandboxFolder: path.join(world.config.dataDir, 'sandbox-provider'),
    tell,
  });
  await world.database.run(sql`update kernel.marks set finished_at = clock_timestamp() where name = ${mark}`);
}

async function startOver(world: World): Promise<void> {
  const names = rooms.map((room) => room.name);
  await world.database.script(names.map((name) => `drop schema if exists ${name} cascade;`).join('\n'));
  for (const folder of ['media', 'recommender', 'sandbox-provider'])
    rmSync(path.join(world.config.dataDir, folder), { recursive: true, force: true });
  await migrate(world.database, path.resolve(import.meta.dirname, '..'), names);
}
