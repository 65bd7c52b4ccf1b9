/** For the content of a page with a foot: tall enough that the foot stands at the bottom of the screen. */
export const fillPage = 'min-h-[calc(100dvh-var(--banner-height)-var(--bottom-inset)-118px)] content-start';
