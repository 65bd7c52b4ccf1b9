import { expect, test } from 'vitest';
import { swallowClick } from './swallow-click.ts';

/** A page that counts the clicks that reach it, after one hold on it. */
function heldPage() {
  const page = new EventTarget();
  let clicks = 0;
  swallowClick(page);
  page.addEventListener('click', () => {
    clicks += 1;
  });
  return {
    press: () => page.dispatchEvent(new Event('pointerdown')),
    click: (detail: number) => page.dispatchEvent(new CustomEvent('click', { detail, cancelable: true })),
    clicks: () => clicks,
  };
}

test('the click of the hold itself is swallowed, and only that one', () => {
  const page = heldPage();
  page.click(1);
  expect(page.clicks()).toBe(0);
  page.click(1);
  expect(page.clicks()).toBe(1);
});

test('a hold that ends without a click does not cost the next press its own', () => {
  const page = heldPage();
  page.press();
  page.click(1);
  expect(page.clicks()).toBe(1);
});

test('the keyboard is heard at once', () => {
  const page = heldPage();
  page.click(0);
  expect(page.clicks()).toBe(1);
});
