package org.chattycat.app.meeting.code;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words of short codes. No word begins with another one, so words that follow each other without anything between them can
 * be read in one way only.
 */
final class ShortCodeWords {
    private static final String RESOURCE = "/words/eff-large.txt";
    private static final List<String> WORDS = load();
    private static final Set<String> KNOWN = new HashSet<>(WORDS);
    private static final int LONGEST =
            WORDS.stream().mapToInt(String::length).max().orElseThrow();

    private ShortCodeWords() {}

    static List<String> all() {
        return WORDS;
    }

    /** The words that letters consist of, which have nothing between them; empty if they do not consist of words. */
    static Optional<List<String>> split(String letters) {
        List<String> words = new ArrayList<>();
        int start = 0;
        while (start < letters.length()) {
            String word = wordAt(letters, start);
            if (word == null) {
                return Optional.empty();
            }
            words.add(word);
            start += word.length();
        }
        return Optional.of(words);
    }

    private static String wordAt(String letters, int start) {
        for (int end = start + 1; end <= Math.min(letters.length(), start + LONGEST); end++) {
            String word = letters.substring(start, end);
            if (KNOWN.contains(word)) {
                return word;
            }
        }
        return null;
    }

    private static List<String> load() {
        try (InputStream stream = ShortCodeWords.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
