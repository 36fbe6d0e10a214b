/** The part of Document Picture-in-Picture (WICG) that this page uses. TypeScript's library does not have it. */
interface DocumentPictureInPicture {
  /** The window that is open; null while there is none. */
  readonly window: Window | null;
  /**
   * Opens it, in place of an open one. Rejects without a press of the person.
   *
   * @param options the size in CSS pixels; the browser may choose another
   */
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

interface Window {
  /** Undefined where the browser does not have it. */
  readonly documentPictureInPicture?: DocumentPictureInPicture;
}
