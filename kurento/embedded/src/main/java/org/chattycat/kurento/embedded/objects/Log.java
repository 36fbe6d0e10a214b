package org.chattycat.kurento.embedded.objects;

/** Writes what clients sent into logs. */
final class Log {
    private static final int LONGEST = 80;

    private Log() {}

    /** One line, at most 80 characters, whatever was sent. */
    static String quoted(String sent) {
        String start = sent.length() > LONGEST ? sent.substring(0, LONGEST) + "…" : sent;
        return "'" + start.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
