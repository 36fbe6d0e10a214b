package org.chattycat.app.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A .dockerignore file, read by Docker's rules: a pattern matches a path or a folder above it, {@code !} takes files back in,
 * the last pattern that matches decides.
 */
final class IgnoreFile {
    private final List<Rule> rules = new ArrayList<>();

    private record Rule(Pattern pattern, boolean excludes) {}

    private IgnoreFile(List<String> lines) {
        for (String line : lines) {
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                boolean excludes = !text.startsWith("!");
                String pattern = (excludes ? text : text.substring(1)).replaceAll("^/|/$", "");
                rules.add(new Rule(Pattern.compile(expression(pattern) + "(/.*)?"), excludes));
            }
        }
    }

    static IgnoreFile read(Path file) {
        try {
            return new IgnoreFile(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param path relative to the build context, with slashes */
    boolean excludes(String path) {
        boolean excluded = false;
        for (Rule rule : rules) {
            if (rule.pattern().matcher(path).matches()) {
                excluded = rule.excludes();
            }
        }
        return excluded;
    }

    private static String expression(String pattern) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (pattern.startsWith("**/", i)) {
                expression.append("(.*/)?");
                i += 2;
            } else if (pattern.startsWith("**", i)) {
                expression.append(".*");
                i++;
            } else if (c == '*') {
                expression.append("[^/]*");
            } else if (c == '?') {
                expression.append("[^/]");
            } else {
                expression.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return expression.toString();
    }
}
