/**
 * Keeps the click of the press that is still down from reaching anything: what opened under a resting finger would take
 * it for a tap and close. The next press, or a click without one (keyboard, screen reader), counts as usual.
 */
export function swallowClick(target: EventTarget): void {
  const disarm = () => {
    target.removeEventListener('click', swallow, { capture: true });
    target.removeEventListener('pointerdown', disarm, { capture: true });
  };
  const swallow = (event: Event) => {
    disarm();
    if ((event as MouseEvent).detail === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  target.addEventListener('click', swallow, { capture: true });
  target.addEventListener('pointerdown', disarm, { capture: true });
}
