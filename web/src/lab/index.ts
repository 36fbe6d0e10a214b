import { loadablePage } from '../ui/loadable';

export const LabPage = loadablePage(() => import('./lab-page'));
