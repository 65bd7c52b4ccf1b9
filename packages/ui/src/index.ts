/**
 * The look of every Haowu app: tokens (light and dark), formats of money and time, and the React components built from them.
 * Promises readable contrast, keyboard operation and names for screen readers; apps import `tokens.css` and `kit.css` once.
 * Never fetches, never routes, never speaks other words than the ones it is given.
 */
export * from './avatar.tsx';
export * from './button.tsx';
export * from './chip.tsx';
export * from './class-names.ts';
export * from './field.tsx';
export * from './format.ts';
export * from './icon.tsx';
export * from './price.tsx';
export * from './sheet.tsx';
export * from './stars.tsx';
export * from './states.tsx';
export * from './tabs.tsx';
export * from './toast.tsx';
export * from './use-media.ts';
export * from './words.tsx';
