import { use, useState, type ReactNode } from 'react';
import { ClosedTrigger } from './closed-trigger';
import { OverlayParts, useOverlays, type Overlays } from './overlays';

export interface MenuProps {
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
}

/**
 * A drop-down menu, which is loaded when it is first needed. It is not modal, because a modal menu adds a style element to
 * lock scrolling, which the content security policy refuses.
 */
export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  const [open, setOpen] = useState(false);
  const [byKeyboard, setByKeyboard] = useState(false);
  const [failed, setFailed] = useState(false);
  const overlays = useOverlays(open, () => {
    setFailed(true);
    setOpen(false);
  });
  if (overlays === null) {
    return (
      <ClosedTrigger
        kind="menu"
        busy={open}
        failed={failed && !open}
        onPress={(pressedKey) => {
          setByKeyboard(pressedKey);
          setOpen(!open);
        }}
      >
        {trigger}
      </ClosedTrigger>
    );
  }
  return (
    <OverlayParts value={overlays}>
      <overlays.LoadedMenu
        trigger={trigger}
        align={align}
        open={open}
        onOpenChange={setOpen}
        byKeyboard={byKeyboard}
      >
        {children}
      </overlays.LoadedMenu>
    </OverlayParts>
  );
}

/** What an open menu consists of. */
function useParts(): Overlays {
  const parts = use(OverlayParts);
  if (parts === null) throw new Error('outside a menu');
  return parts;
}

export interface MenuItemProps {
  children: ReactNode;
  onSelect?: () => void;
  asChild?: boolean;
  /** Its tooltip. */
  title?: string;
}

export function MenuItem(props: MenuItemProps) {
  const { LoadedItem } = useParts();
  return <LoadedItem {...props} />;
}

export interface MenuChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** A choice of one option, within a menu. */
export function MenuChoice<T extends string>(props: MenuChoiceProps<T>) {
  const { LoadedChoice } = useParts();
  return <LoadedChoice {...props} />;
}

export function MenuSeparator() {
  const { LoadedSeparator } = useParts();
  return <LoadedSeparator />;
}
