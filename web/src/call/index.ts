import { loadablePage } from '../ui/loadable';

export const MeetingPage = loadablePage(() => import('./ui/meeting-page'));
