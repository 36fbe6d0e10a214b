package org.chattycat.kurento.embedded.objects;

/** Prepares text that clients sent for the log. */
final class Log {
    private static final int LONGEST = 80;

    private Log() {}

    /** Returns one line of at most 80 characters, without control characters. */
    static String quoted(String sent) {
        String start = sent.length() > LONGEST ? sent.substring(0, LONGEST) + "…" : sent;
        return "'" + start.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
