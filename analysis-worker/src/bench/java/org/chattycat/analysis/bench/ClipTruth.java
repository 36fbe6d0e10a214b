package org.chattycat.analysis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The contents of a folder of clips, from its {@code truth.csv}: a header line, then a row per clip and frame.
 *
 * @param clips by name (the file's name up to the bit rate), in the order of the file
 */
record ClipTruth(Map<String, Clip> clips) {
    /** One scene; each encoding of it is a file. */
    record Clip(int width, boolean hopeless, Map<Long, Frame> frames) {}

    /**
     * One frame.
     *
     * @param content {@code time} for a clock, otherwise what the frame shows
     * @param text the text of the code on the screen
     * @param previousText the previous text if one exposure covers both, otherwise empty; either is right
     */
    record Frame(String content, String text, String previousText) {
        boolean hasClock() {
            return content.equals("time");
        }

        boolean hasNoCode() {
            return !hasClock() && !content.equals("urlqr");
        }

        boolean isRight(String read) {
            return hasClock() && (read.equals(text) || read.equals(previousText));
        }
    }

    static ClipTruth of(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("truth.csv"));
        List<String> columns = Arrays.asList(lines.get(0).split(","));
        Map<String, Clip> clips = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",", -1);
            boolean hopeless = row[columns.indexOf("hopeless")].equals("1");
            int width = Integer.parseInt(row[columns.indexOf("w")]);
            clips.computeIfAbsent(row[columns.indexOf("clip_id")], id -> new Clip(width, hopeless, new HashMap<>()))
                    .frames()
                    .put(
                            Long.parseLong(row[columns.indexOf("frame")]),
                            new Frame(
                                    row[columns.indexOf("content")],
                                    row[columns.indexOf("text")],
                                    row[columns.indexOf("text_prev")]));
        }
        return new ClipTruth(clips);
    }
}
