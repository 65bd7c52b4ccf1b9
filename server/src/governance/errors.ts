import { problem } from '../kernel/index.ts';

export const reportNotFound = problem(404, 'governance.report_not_found', 'There is no such report.');
export const reportDecided = problem(409, 'governance.report_decided', 'Somebody has already decided this report.');
export const nothingToRestrict = problem(
  422,
  'governance.nothing_to_restrict',
  'A dismissed report restricts nothing; uphold it, or leave the restrictions out.',
);
