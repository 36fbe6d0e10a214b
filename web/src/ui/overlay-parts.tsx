import { DropdownMenu, Popover } from 'radix-ui';
import { useRef, type ReactNode } from 'react';
import type { MenuChoiceProps, MenuItemProps, MenuProps } from './menu';
import type { PopoverProps } from './popover';

interface OpenMenuProps extends MenuProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The keyboard opened it before it was loaded, so its first item gets the focus. */
  byKeyboard: boolean;
}

export function LoadedMenu(props: OpenMenuProps) {
  const { trigger, children, align = 'end', open, onOpenChange, byKeyboard } = props;
  const focusFirst = useRef(byKeyboard);
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onFocus={({ target, currentTarget }) => {
            if (!focusFirst.current || target !== currentTarget) return;
            focusFirst.current = false;
            currentTarget.querySelector<HTMLElement>('[role^="menuitem"]')?.focus();
          }}
          onCloseAutoFocus={(event) => {
            // An item may have opened something that took the focus.
            if (document.activeElement !== document.body) event.preventDefault();
          }}
          className="z-50 max-w-[min(22rem,calc(100vw-1rem))] min-w-52 rounded-xl border border-line bg-surface p-1.5 text-sm shadow-lg"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const item =
  'flex min-h-10 cursor-pointer items-center gap-2.5 rounded-lg px-3 outline-none select-none data-highlighted:bg-raised [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted';

export function LoadedItem({ children, onSelect, asChild = false, title }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      className={item}
      asChild={asChild}
      title={title}
      {...(onSelect === undefined ? {} : { onSelect })}
    >
      {children}
    </DropdownMenu.Item>
  );
}

export function LoadedChoice<T extends string>(props: MenuChoiceProps<T>) {
  const { label, value, options, onChange } = props;
  return (
    <DropdownMenu.RadioGroup
      value={value}
      aria-label={label}
      onValueChange={(next) => {
        onChange(next as T);
      }}
    >
      <DropdownMenu.Label className="px-3 pt-2 pb-1 text-xs font-medium text-muted">
        {label}
      </DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={item}>
          <span className="flex size-4 items-center justify-center rounded-full border border-control">
            <DropdownMenu.ItemIndicator className="mark size-2 rounded-full bg-accent" />
          </span>
          <span className="truncate">{option.label}</span>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function LoadedSeparator(): ReactNode {
  return <DropdownMenu.Separator className="mark my-1.5 h-px bg-line" />;
}

export function LoadedPopover(props: PopoverProps) {
  const { trigger, label, children, open, onOpenChange, className } = props;
  const { side = 'bottom', align = 'center' } = props;
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side={side}
          align={align}
          sideOffset={8}
          collisionPadding={12}
          aria-label={label}
          // Content that scrolls must be reachable by the keyboard.
          tabIndex={0}
          className={`z-50 max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-1.25rem)] overflow-y-auto border border-line bg-surface text-ink shadow-lg ${className}`}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
