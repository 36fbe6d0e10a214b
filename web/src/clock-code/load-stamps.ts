import { moduleLoader } from '../ui/module-loader';

/** Loads what draws stamps. Few people need it, and it includes the encoder of QR codes. */
export const loadStamps = moduleLoader(() => import('./stamped-track'));
