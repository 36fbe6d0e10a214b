import { lazy } from 'react';

export const MeetingPage = lazy(() => import('./ui/meeting-page'));
