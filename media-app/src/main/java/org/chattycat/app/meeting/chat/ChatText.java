package org.chattycat.app.meeting.chat;

import java.util.List;
import java.util.regex.Pattern;
import org.chattycat.app.platform.text.TypedLine;

/**
 * The text of a chat message: 1 to 2000 UTF-16 units. Each of its lines is a {@link TypedLine}. Empty lines at the beginning
 * and at the end are removed, and several others in a row become one.
 */
public record ChatText(String value) {
    public static final int MAX_LENGTH = 2000;

    private static final String WHAT = "A message";
    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final Pattern EMPTY_LINES = Pattern.compile("\n{3,}");

    /** @throws IllegalArgumentException with a message for people */
    public ChatText {
        if (value == null || value.length() > 4 * MAX_LENGTH) {
            throw wrongLength();
        }
        List<String> lines = LINE_END.splitAsStream(value)
                .map(line -> line.isBlank() ? "" : TypedLine.read(line, WHAT, MAX_LENGTH))
                .toList();
        value = EMPTY_LINES.matcher(String.join("\n", lines)).replaceAll("\n\n").strip();
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw wrongLength();
        }
    }

    private static IllegalArgumentException wrongLength() {
        return new IllegalArgumentException("%s must have 1 to %d characters.".formatted(WHAT, MAX_LENGTH));
    }
}
