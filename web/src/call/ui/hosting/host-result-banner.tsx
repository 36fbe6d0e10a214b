import { useEffect } from 'react';
import { Banner } from '../../../ui/banner';
import type { HostResult } from './host-menu';

/** How long a success is shown, in ms. A failure stays until it is dismissed. */
const shownMs = 5000;

interface HostResultBannerProps {
  result: HostResult | null;
  onClose: () => void;
}

/** Says what became of an action of the host. */
export function HostResultBanner({ result, onClose }: HostResultBannerProps) {
  useEffect(() => {
    if (result === null || result.failed) return;
    const timer = setTimeout(onClose, shownMs);
    return () => {
      clearTimeout(timer);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- another function must not show it for longer
  }, [result]);
  return result === null ? null : (
    <Banner tone={result.failed ? 'danger' : 'success'} onDismiss={onClose}>
      {result.text}
    </Banner>
  );
}
