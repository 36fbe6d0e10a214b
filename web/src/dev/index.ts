import { loadablePage } from '../ui/loadable';

export const MailPage = loadablePage(() => import('./mail-page'));
