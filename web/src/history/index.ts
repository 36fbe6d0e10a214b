import { lazy } from 'react';

export const HistoryPage = lazy(() => import('./history-page'));
export const SharedPage = lazy(() => import('./shared-page'));
/** Needs a Suspense around it. */
export const AnnotateDialog = lazy(() => import('./annotate-dialog'));
export { chatAsText } from './chat-text';
export { loadChat, type StoredMessage } from './load-chat';
export { sourceNames } from './source-names';
