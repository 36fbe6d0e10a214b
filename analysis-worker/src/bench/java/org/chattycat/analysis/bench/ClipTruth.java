package org.chattycat.analysis.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The contents of a folder of clips, from its {@code truth.csv}: a header line, then a row per clip and frame.
 *
 * @param clips by name (the file's name, or up to the bit rate), in the order of the file
 */
record ClipTruth(Map<String, Clip> clips) {
    /** Columns with texts: one, or several with {@code |} and details after each and {@code ;} between them. */
    private static final List<String> TEXTS = List.of("text", "text_prev", "texts", "texts2");

    /** One scene; each encoding of it is a file. */
    record Clip(int width, boolean hopeless, Map<Long, Frame> frames) {}

    /**
     * One frame.
     *
     * @param content {@code time} for a clock, {@code two} for two, otherwise what the frame shows
     * @param texts those of the codes on the screen, several if one exposure covers them; each is right
     */
    record Frame(String content, Set<String> texts) {
        boolean hasClock() {
            return content.equals("time") || content.equals("two");
        }

        boolean hasNoCode() {
            return !hasClock() && !content.equals("urlqr");
        }

        boolean isRight(String read) {
            return hasClock() && texts.contains(read);
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
            Set<String> texts = new HashSet<>();
            TEXTS.stream().map(columns::indexOf).filter(column -> column >= 0).forEach(column -> {
                for (String text : row[column].split(";")) {
                    texts.add(text.split("\\|")[0]);
                }
            });
            clips.computeIfAbsent(row[columns.indexOf("clip_id")], id -> new Clip(width, hopeless, new HashMap<>()))
                    .frames()
                    .put(
                            Long.parseLong(row[columns.indexOf("frame")]),
                            new Frame(row[columns.indexOf("content")], texts));
        }
        return new ClipTruth(clips);
    }

    /** The encodings of a clip: {@code CLIP.ivf}, or {@code CLIP_300k.ivf} and others. */
    static DirectoryStream<Path> files(Path folder, String clip) throws IOException {
        return Files.newDirectoryStream(folder, clip + "{.ivf,_*k.ivf}");
    }
}
