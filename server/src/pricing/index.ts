/**
 * Pricing: what goods cost this viewer now.
 * Promises one price everywhere: card, sheet, cart and order are quoted by the same pure rules, and parts add up to the fen.
 * Never changes a price after an order is placed, and never lets a subsidy look like money the buyer paid.
 */
export {
  type FreightRule,
  type PriceRules,
  type Promotion,
  type QuotedLine,
  type QuotedShop,
  type QuoteLine,
  quote,
  unitAfterDirect,
} from './quote.ts';
export { customersOf, insertPromotion, loadAllPriceRules, loadPriceRules, upsertFreightRule } from './store.ts';
export { subscribers } from './subscribers.ts';
