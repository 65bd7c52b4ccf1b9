import { type Engine, fitEase } from '@haowu/interest-engine';

/** As on the server: the first fit after so many entries of the log, then each time they double, then every so many. */
const firstAfter = 500;
const every = 50_000;
const viewersMin = 20;
/** A town's catalogue is smaller than a platform's, and a fit must not cost more than a day of its pages. */
const bounds = { viewers: 20_000, items: 1_000 } as const;

/** Keeps the closed-form item model of a course fitted; asked once a night, with the entries told so far. */
export function followItemModel(engine: Engine): (entries: number) => void {
  let takenAtFit = 0;
  return (entries) => {
    if (entries - takenAtFit < Math.min(every, Math.max(takenAtFit, firstAfter))) return;
    takenAtFit = entries;
    const input = engine.easeInput(bounds);
    if (input.starts.length - 1 < viewersMin || input.itemIds.length < 2) return;
    engine.setEaseRows(fitEase(input));
  };
}
