import { useMediaQuery } from '../../../ui/use-media-query';

/** Whether the window is as narrow as a phone that is held upright. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 639px)');
}

/** Whether the window is as small as a phone, held upright or on its side. */
export function usePhone(): boolean {
  const low = useMediaQuery('(max-height: 499px)');
  return useNarrow() || low;
}
