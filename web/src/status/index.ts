import { lazy } from 'react';

export const StatusPage = lazy(() => import('./status-page'));
