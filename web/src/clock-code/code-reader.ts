/** Reads the text of a QR code in a picture; null where there is none. Closes the picture. */
export interface CodeReader {
  read(picture: ImageBitmap): Promise<string | null>;
  close(): void;
}

/** Chromium's on some systems; not among TypeScript's types. */
interface Detector {
  detect(picture: ImageBitmap): Promise<{ rawValue: string }[]>;
}

type DetectorClass = (new (options: { formats: string[] }) => Detector) & {
  getSupportedFormats(): Promise<string[]>;
};

/** Opens the browser's own reader where it has one for QR codes, otherwise ours in a worker. */
export async function openCodeReader(): Promise<CodeReader> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
  const formats = await BarcodeDetector?.getSupportedFormats().catch((): string[] => []);
  return BarcodeDetector !== undefined && formats?.includes('qr_code') === true
    ? browserReader(new BarcodeDetector({ formats: ['qr_code'] }))
    : workerReader();
}

function browserReader(detector: Detector): CodeReader {
  return {
    async read(picture) {
      const found = await detector.detect(picture).catch(() => []);
      picture.close();
      return found[0]?.rawValue ?? null;
    },
    close: () => undefined,
  };
}

function workerReader(): CodeReader {
  const worker = new Worker(new URL('./code-reader.worker.ts', import.meta.url), {
    type: 'module',
  });
  /** In the order of the pictures. */
  const waiting: ((text: string | null) => void)[] = [];
  worker.onmessage = ({ data }: MessageEvent<string | null>) => waiting.shift()?.(data);
  const giveUp = () => {
    for (const answer of waiting.splice(0)) answer(null);
  };
  // The script did not load.
  worker.onerror = giveUp;
  return {
    read: (picture) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        worker.postMessage(picture, [picture]);
      }),
    close() {
      worker.terminate();
      giveUp();
    },
  };
}
