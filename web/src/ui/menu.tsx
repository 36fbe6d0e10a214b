import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

interface MenuProps {
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
}

/**
 * A drop-down menu. It is not modal, because a modal menu adds a style element to lock scrolling, which the
 * content security policy refuses.
 */
export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
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

interface MenuItemProps {
  children: ReactNode;
  onSelect?: () => void;
  asChild?: boolean;
  /** Its tooltip. */
  title?: string;
}

export function MenuItem({ children, onSelect, asChild = false, title }: MenuItemProps) {
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

interface MenuChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** A choice of one option, within a menu. */
export function MenuChoice<T extends string>({
  label,
  value,
  options,
  onChange,
}: MenuChoiceProps<T>) {
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

export function MenuSeparator() {
  return <DropdownMenu.Separator className="mark my-1.5 h-px bg-line" />;
}
