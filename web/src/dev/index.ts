import { lazy } from 'react';

export const MailPage = lazy(() => import('./mail-page'));
