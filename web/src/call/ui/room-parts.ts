/** What few need at once: one file, loaded apart. `on-demand.tsx` has the same names for the rest of the page. */
export { ChatPanel } from './chat/chat-panel';
export { InviteCard } from './invite/invite-card';
export { InviteDialog } from './invite/invite-dialog';
export { LatencyDetails } from './latency-details';
export { MeasurePanel } from './measure/measure-panel';
export { NotificationSettings } from './notifications/notification-settings';
export { PeopleList } from './people-list';
export { CallInWindow } from './picture-in-picture/call-in-window';
export { StartRecordingDialog } from './recording/start-recording-dialog';
export { ShortcutList } from './shortcuts/shortcut-list';
export { StatisticsPanel } from './statistics/statistics-panel';
export { WaitingRoom } from './waiting/waiting-room';
