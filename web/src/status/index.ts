import { loadablePage } from '../ui/loadable';

export const StatusPage = loadablePage(() => import('./status-page'));
