/** `npm run build`: builds the apps whose sources changed; `npm start` and `npm test` do it by themselves. */
import { buildApps } from '../server/src/app/build-apps.ts';

await buildApps((message) => console.log(`  ${message}`));
console.log('The apps are built.');
