package org.chattycat.app.latency.export;

/** How a file writes samples. A format has no state. */
interface SampleFormat {
    String contentType();

    /** The end of the file's name, without a dot. */
    String extension();

    /** The beginning of a file; nothing for one that continues another. */
    void begin(LineBuffer out);

    /** A name as it stands in a field, in UTF-8. */
    byte[] field(String displayName);

    /** @param name the field of the participant's name; null if nobody knows it */
    void add(SampleRow row, byte[] name, LineBuffer out);

    /** The end of a complete file of so many rows. */
    void end(long rows, LineBuffer out);

    /** Why the file ends here without being complete, if the format can say it. */
    void fail(String code, String message, LineBuffer out);
}
