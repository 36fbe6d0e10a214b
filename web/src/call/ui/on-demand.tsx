import { loadStamps } from '../../clock-code/load-stamps';
import { loadAnnotateDialog } from '../../history';
import { loadable } from '../../ui/loadable';
import { moduleLoader } from '../../ui/module-loader';
import { preloadOverlays } from '../../ui/overlays';
import { Loading } from '../../ui/panels';

const load = moduleLoader(() => import('./room-parts'));

/**
 * Loads what the room shows only when somebody asks for it. A call outlives updates of the server, after which the files of
 * this version are gone, so the room loads them soon after joining.
 */
export function preloadRoomParts(): void {
  preloadOverlays();
  load().catch(() => undefined);
  loadAnnotateDialog().catch(() => undefined);
  loadStamps().catch(() => undefined);
}

export const ChatPanel = loadable(async () => (await load()).ChatPanel);
export const InviteCard = loadable(async () => (await load()).InviteCard);
export const InviteDialog = loadable(async () => (await load()).InviteDialog);
export const LatencyDetails = loadable(async () => (await load()).LatencyDetails);
export const MeasurePanel = loadable(async () => (await load()).MeasurePanel);
export const NotificationSettings = loadable(async () => (await load()).NotificationSettings);
export const PeopleList = loadable(async () => (await load()).PeopleList);
export const CallInWindow = loadable(async () => (await load()).CallInWindow);
export const StartRecordingDialog = loadable(async () => (await load()).StartRecordingDialog);
export const ShortcutList = loadable(async () => (await load()).ShortcutList);
export const StatisticsPanel = loadable(async () => (await load()).StatisticsPanel);
export const WaitingRoom = loadable(async () => (await load()).WaitingRoom, {
  waiting: <Loading />,
});

/** What people without an account see, who come by a link. */
const loadEntrance = moduleLoader(() => import('./guest-entrance'));

export const GuestEntrance = loadable(async () => (await loadEntrance()).GuestEntrance, {
  waiting: <Loading />,
});
export const UnknownCodeDoor = loadable(async () => (await loadEntrance()).UnknownCodeDoor, {
  waiting: <Loading />,
});
