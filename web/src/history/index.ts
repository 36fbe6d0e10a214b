import { lazy } from 'react';
import type { loadChat as load } from './load-chat';
import { lazyPart } from '../ui/lazy-part';

export const HistoryPage = lazy(() => import('./history-page'));
export const SharedPage = lazy(() => import('./shared-page'));
/** Needs a Suspense around it. */
export const AnnotateDialog = lazyPart(async () => (await import('./annotate-dialog')).default);
export { chatAsText } from './chat-text';
export type { StoredMessage } from './load-chat';
export { sourceNames } from './source-names';

/** See load-chat. */
export const loadChat: typeof load = async (...of) => (await import('./load-chat')).loadChat(...of);
