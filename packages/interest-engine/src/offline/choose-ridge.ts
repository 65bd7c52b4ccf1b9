import { fitEaseWeights } from '../ease/fit-ease.ts';
import { easeRows, refusedWeight, selectTop } from './item-models.ts';
import { ndcgOf } from './ndcg.ts';
import { drawUsers, type Stand } from './stand-back.ts';

const usersMost = 600;
const places = 20;
/** Above so many items a fit takes long, and fewer ridges are tried. */
const manyItems = 5000;
const usualRidge = 400;

/** The ridge of the item model under which the model alone ranks best what users then wanted. */
export function chooseRidge(stand: Stand | undefined): number {
  if (!stand) return usualRidge;
  const { record, wanted } = stand;
  const { items, histories } = record;
  const users = drawUsers(stand, usersMost).filter((user) => histories[user]!.wantedCount > 0);
  if (users.length < 20) return usualRidge;
  const rows = easeRows(record);
  const scores = new Float32Array(items);
  let best = -1;
  let chosen = usualRidge;
  for (const ridge of items > manyItems ? [100, 400] : [25, 50, 100, 200, 400, 800]) {
    const { weights, stride } = fitEaseWeights(rows, items, ridge);
    let quality = 0;
    for (const user of users) {
      const { items: met, wanted: isWanted } = histories[user]!;
      scores.fill(0);
      for (let place = 0; place < met.length; place++) {
        const value = isWanted.values[place] === 1 ? 1 : refusedWeight;
        const row = met.values[place]! * stride;
        for (let item = 0; item < items; item++) scores[item]! += value * weights[row + item]!;
      }
      for (let place = 0; place < met.length; place++) scores[met.values[place]!] = -Infinity;
      quality += ndcgOf(selectTop(scores, places), wanted.get(user)!, places);
    }
    if (quality > best) {
      best = quality;
      chosen = ridge;
    }
  }
  return chosen;
}
