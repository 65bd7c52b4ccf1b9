import { type Sweep, sql } from '../kernel/index.ts';
import { lapseCase } from './act-on-case.ts';
import { type CaseRow, caseColumns } from './store.ts';

const batchMax = 100;

/** Deadlines of cases, on the business clock: no case waits for ever. */
export const sweeps: Sweep[] = [
  {
    name: 'aftersale.deadlines',
    everyMs: 5_000,
    run: (world) =>
      world.act(async (act) => {
        const due = await act.rows<CaseRow>(sql`
          select ${caseColumns} from aftersale.cases where deadline <= ${act.now} order by deadline limit ${batchMax} for update skip locked`);
        for (const row of due) await lapseCase(act, row);
        return due.length;
      }, 'clock'),
  },
];
