import { lazy } from 'react';
import { loadable } from '../ui/loadable';

export const HistoryPage = lazy(() => import('./history-page'));
export const SharedPage = lazy(() => import('./shared-page'));
/** Loads the dialog below. */
export const loadAnnotateDialog = () => import('./annotate-dialog');
export const AnnotateDialog = loadable(async () => (await loadAnnotateDialog()).default);
export { chatAsText } from './chat-text';
export { loadChat, type StoredMessage } from './load-chat';
export { sourceNames } from './source-names';
