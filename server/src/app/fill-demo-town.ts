import path from 'node:path';
import { sql, type World } from '../kernel/index.ts';
import { compose } from './compose.ts';

const townSeed = 20_261_123;
const townDays = 90;

/** Fills the demo town once: a platform that has accounts keeps what it has. */
export async function fillDemoTown(world: World, tell: (message: string) => void): Promise<void> {
  const lived = await world.database.maybe(sql`select 1 from identity.accounts limit 1`);
  if (lived) return;
  tell('filling the demo town: 90 days of its past, lived through the platform’s own acts');
  const { fillTown } = await import('../../../simulator/src/fill-town.ts');
  await fillTown(world, (provider) => compose({ provider }), {
    seed: townSeed,
    days: townDays,
    peopleCount: 120,
    stepsPerDay: 2,
    sandboxFolder: path.join(world.config.dataDir, 'sandbox-provider'),
    tell,
  });
}
