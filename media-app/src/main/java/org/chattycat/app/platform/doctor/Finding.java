package org.chattycat.app.platform.doctor;

/**
 * One line of the report.
 *
 * @param check name of the check
 * @param action what to do; empty if all is well
 */
record Finding(String check, Status status, String found, String action) {
    /** Longer texts come from other programs, and say no more. */
    private static final int MAX_TEXT = 600;

    enum Status {
        OK,
        WARN,
        FAIL;

        /** In the report. */
        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    Finding {
        found = oneLine(found);
        action = oneLine(action);
    }

    /** Texts of other programs may contain anything, even sequences that control the terminal. */
    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "…";
    }
}
