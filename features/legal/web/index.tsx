/** Legal in the browser: what was handed over of whoever is signed in, as far as they may know. */
import { later } from '@sotto/ui';

/** For the privacy page. Loads on demand. */
export const Disclosures = later(() => import('./Disclosures.tsx'));
