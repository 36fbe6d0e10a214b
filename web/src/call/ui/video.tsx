import { useEffect, useRef, type CSSProperties } from 'react';

interface VideoProps {
  stream: MediaStream;
  /** Mirrored horizontally, as people expect of their own camera. */
  mirrored?: boolean;
  /** Fits the whole video into the tile instead of filling the tile; for screens. */
  whole?: boolean;
  style?: CSSProperties | undefined;
  /** Watches the element until the function returned is called. */
  watch?: ((video: HTMLVideoElement) => () => void) | undefined;
  /** Told the width by height of the picture as soon as it is known, and when it changes. */
  onShape?: ((shape: number) => void) | undefined;
}

/** Plays video without its audio, so that no autoplay rule stops it. */
export function Video({
  stream,
  mirrored = false,
  whole = false,
  style,
  watch,
  onShape,
}: VideoProps) {
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = ref.current;
    if (video === null) return;
    video.srcObject = stream;
    // It rejects if another stream replaces this one first; autoplay then starts that stream.
    video.play().catch(() => undefined);
    return () => {
      video.srcObject = null;
    };
  }, [stream]);
  useEffect(() => (ref.current === null ? undefined : watch?.(ref.current)), [watch]);
  return (
    <video
      ref={ref}
      muted
      autoPlay
      playsInline
      onResize={({ currentTarget: { videoWidth, videoHeight } }) => {
        if (videoWidth > 0 && videoHeight > 0) onShape?.(videoWidth / videoHeight);
      }}
      style={style}
      className={`absolute inset-0 size-full ${whole ? 'object-contain' : 'object-cover'} ${mirrored ? '-scale-x-100' : ''}`}
    />
  );
}
