import { lazy } from 'react';

export const LabPage = lazy(() => import('./lab-page'));
