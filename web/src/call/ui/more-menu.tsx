import {
  Bell,
  ChartLine,
  ChartNoAxesColumn,
  Circle,
  Copy,
  Ellipsis,
  Keyboard,
  Maximize,
  Minimize,
  PictureInPicture2,
  UserPlus,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../../ui/menu';
import type { Call } from '../engine/call';
import { Control } from './control';
import { FlipCamera } from './flip-camera';
import { useTooltip } from './shortcuts/use-shortcut';
import type { useFullscreen } from './layout/use-fullscreen';
import type { Layout, View } from './layout/use-layout';
import type { CallWindow } from './picture-in-picture/use-call-window';

const views: { value: View; label: string }[] = [
  { value: 'grid', label: 'Grid' },
  { value: 'speaker', label: 'Speaker' },
];

interface MoreMenuProps {
  call: Call;
  layout: Layout;
  fullscreen: ReturnType<typeof useFullscreen>;
  callWindow: CallWindow | null;
  onInvite: () => void;
  /** Undefined for people who cannot start a recording, and while there is one. */
  onRecord: (() => void) | undefined;
  onStatistics: () => void;
  onNotifications: () => void;
  onListShortcuts: () => void;
  /** What has no button of its own in a window that is not wide; the link is null for guests. */
  narrow: { onCopyLink: () => void; history: string | null } | null;
  /** Further items, before the others. */
  children: ReactNode;
}

/** What is needed less often than the buttons of the bar. */
export function MoreMenu(props: MoreMenuProps) {
  const { layout, fullscreen, callWindow, onInvite, onStatistics, onNotifications } = props;
  const { onListShortcuts, onRecord, narrow } = props;
  const fullscreenLabel = fullscreen?.on === true ? 'Leave full screen' : 'Full screen';
  const tooltips = {
    fullscreen: useTooltip(fullscreenLabel, 'f'),
    statistics: useTooltip('Statistics', 'i'),
    shortcuts: useTooltip('Keyboard shortcuts', '?'),
    history: useTooltip('History', undefined, '; N notes something'),
  };
  return (
    <Menu align="center" trigger={<Control icon={Ellipsis} label="More" />}>
      {props.children}
      <FlipCamera call={props.call} />
      <MenuChoice
        label="Layout"
        value={layout.view}
        options={views}
        onChange={(view) => {
          layout.choose(view);
        }}
      />
      <MenuSeparator />
      {fullscreen !== null && (
        <MenuItem onSelect={fullscreen.toggle} title={tooltips.fullscreen}>
          {fullscreen.on ? <Minimize aria-hidden /> : <Maximize aria-hidden />}
          {fullscreenLabel}
        </MenuItem>
      )}
      {callWindow !== null && (
        <MenuItem onSelect={callWindow.toggle}>
          <PictureInPicture2 aria-hidden />
          {callWindow.window === null ? 'Picture in picture' : 'Leave picture in picture'}
        </MenuItem>
      )}
      <MenuItem onSelect={onInvite}>
        <UserPlus aria-hidden />
        Invite
      </MenuItem>
      {onRecord !== undefined && (
        <MenuItem onSelect={onRecord}>
          <Circle aria-hidden />
          Record
        </MenuItem>
      )}
      <MenuItem onSelect={onStatistics} title={tooltips.statistics}>
        <ChartNoAxesColumn aria-hidden />
        Statistics
      </MenuItem>
      <MenuItem onSelect={onNotifications}>
        <Bell aria-hidden />
        Notifications
      </MenuItem>
      <MenuItem onSelect={onListShortcuts} title={tooltips.shortcuts}>
        <Keyboard aria-hidden />
        Keyboard shortcuts
      </MenuItem>
      {narrow !== null && (
        <MenuItem onSelect={narrow.onCopyLink}>
          <Copy aria-hidden />
          Copy link
        </MenuItem>
      )}
      {narrow !== null && narrow.history !== null && (
        <MenuItem asChild title={tooltips.history}>
          <Link href={narrow.history} target="_blank">
            <ChartLine aria-hidden />
            History
          </Link>
        </MenuItem>
      )}
    </Menu>
  );
}
