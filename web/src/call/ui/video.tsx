import { useEffect, useRef } from 'react';

interface VideoProps {
  stream: MediaStream;
  /** As in a mirror: one's own camera. */
  mirrored?: boolean;
  /** Whole, with bars, rather than filling the tile: screens. */
  whole?: boolean;
}

/** A picture without its sound, so that no autoplay rule stops it. */
export function Video({ stream, mirrored = false, whole = false }: VideoProps) {
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = ref.current;
    if (video === null) return;
    video.srcObject = stream;
    // Rejected where another stream comes first; autoplay then starts that one.
    video.play().catch(() => undefined);
    return () => {
      video.srcObject = null;
    };
  }, [stream]);
  return (
    <video
      ref={ref}
      muted
      autoPlay
      playsInline
      className={`absolute inset-0 size-full ${whole ? 'object-contain' : 'object-cover'} ${mirrored ? '-scale-x-100' : ''}`}
    />
  );
}
