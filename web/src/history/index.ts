import { loadable, loadablePage } from '../ui/loadable';
import { moduleLoader } from '../ui/module-loader';

export const HistoryPage = loadablePage(() => import('./history-page'));
export const SharedPage = loadablePage(() => import('./shared-page'));
/** Loads the dialog below. */
export const loadAnnotateDialog = moduleLoader(() => import('./annotate-dialog'));
export const AnnotateDialog = loadable(async () => (await loadAnnotateDialog()).default);
export { chatAsText } from './chat-text';
export { loadChat, type StoredMessage } from './load-chat';
export { sourceNames } from './source-names';
