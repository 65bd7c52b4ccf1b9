import { craftClips } from './craft.ts';
import { farmClips } from './farm.ts';
import { homeClips } from './home.ts';
import { playClips } from './play.ts';
import { wearClips } from './wear.ts';

/** Every clip with its storyboard, in the order they are rendered. */
export const clips = [...farmClips, ...craftClips, ...homeClips, ...wearClips, ...playClips];
