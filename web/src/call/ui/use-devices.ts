import { useEffect, useState } from 'react';

/** The devices that the browser tells of; their names only once one of them is open. */
export function useDevices(): MediaDeviceInfo[] {
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  useEffect(() => {
    const media = navigator.mediaDevices as MediaDevices | undefined;
    if (media === undefined) return;
    const list = () => {
      media.enumerateDevices().then(setDevices, () => undefined);
    };
    list();
    media.addEventListener('devicechange', list);
    return () => {
      media.removeEventListener('devicechange', list);
    };
  }, []);
  return devices;
}
