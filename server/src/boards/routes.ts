import { type BoundRoute, bind } from '../kernel/index.ts';
import { advanceClock, readClock } from './business-clock.ts';
import { checkBooks } from './check-books.ts';
import * as contract from './contract.ts';
import { readBridge } from './read-bridge.ts';
import { pageLines, readFilterOptions, readLine } from './read-lines.ts';
import { readContributions } from './read-source-contributions.ts';
import { readToday } from './read-today.ts';

export const routes: readonly BoundRoute[] = [
  bind(contract.readBridge, ({ world, query }) => readBridge(world, query)),
  bind(contract.listQualityLines, ({ world, query }) => pageLines(world, query)),
  bind(contract.readQualityLine, ({ world, params }) => readLine(world, params.id)),
  bind(contract.filterOptions, ({ world, query }) => readFilterOptions(world, query.q.trim())),
  bind(contract.readClock, ({ world }) => readClock(world)),
  bind(contract.advanceClock, ({ body, once }) => once((act) => advanceClock(act, body.days))),
  bind(contract.readBooks, ({ world }) => checkBooks(world)),
  bind(contract.readToday, ({ world, principal, query }) => readToday(world, principal, query.shopId)),
  bind(contract.readSourceContributions, ({ world, query }) => readContributions(world, query)),
];
