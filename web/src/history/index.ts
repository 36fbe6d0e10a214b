import { lazy } from 'react';

export const HistoryPage = lazy(() => import('./history-page'));
export { sourceNames } from './source-names';
