/**
 * Boards: the quality-GMV bridge, the lines behind it, today, the books compared, the business clock.
 * Promises figures that add up to the fen, each with its lines, settled and provisional apart.
 * Never holds a rule or a book of its own; nothing depends on it.
 */
export { checkBooks } from './check-books.ts';
export { routes } from './routes.ts';
export { subscribers } from './subscribers.ts';
