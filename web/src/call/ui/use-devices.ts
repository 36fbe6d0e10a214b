import { useEffect, useState } from 'react';

/** The devices that the browser lists. It names them only after it has been allowed to use one. */
export function useDevices(): MediaDeviceInfo[] {
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  useEffect(() => {
    const media = navigator.mediaDevices;
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
