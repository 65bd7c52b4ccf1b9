/**
 * Inventory: reserve, claim, release, restock; all stock of all shops.
 * Promises that sold + reserved + available = put in, none negative, whatever runs at the same time.
 * Never decides when an order is paid or cancelled; it is told.
 */
export { soldOut, stockInUse } from './errors.ts';
export { claim, release, reserve, restock } from './reserve.ts';
export { adjustStock, checkStock, putInStock, type StockRow, stockOf } from './stock.ts';
