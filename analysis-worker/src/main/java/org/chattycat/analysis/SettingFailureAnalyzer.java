package org.chattycat.analysis;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * Says in a sentence which setting stopped the start, and why. Spring Boot's own analyses name Java types. It is here because the
 * application and workers in processes of their own both have this module.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
    private static final Map<Class<?>, String> EXAMPLES = Map.of(
            Duration.class, "a duration such as 10s or 5m",
            DataSize.class, "a size such as 500MB",
            int.class, "a whole number",
            double.class, "a number",
            boolean.class, "true or false",
            Boolean.class, "true or false",
            URI.class, "a URL",
            InetAddress.class, "an address");

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        String problem;
        if (cause.getCause() instanceof BindValidationException invalid) {
            String prefix = invalid.getValidationErrors().getName().toString();
            problem = invalid.getValidationErrors().getAllErrors().stream()
                    .map(error -> invalid(prefix, error))
                    .sorted()
                    .collect(Collectors.joining(System.lineSeparator()));
        } else if (cause.getCause() instanceof ConversionException) {
            problem = inconvertible(cause);
        } else {
            problem = refused(cause);
        }
        return new FailureAnalysis(problem, action(cause.getName().toString()), cause);
    }

    private static String invalid(String prefix, ObjectError error) {
        if (!(error instanceof FieldError field)) {
            return prefix + ": " + sentence(error.getDefaultMessage());
        }
        // Elements of a list are named uris[0].<list element>.
        String name = prefix + "." + dashed(field.getField().replaceAll("\\.<.*>$", ""));
        if (field.getRejectedValue() == null) {
            return name + " is missing.";
        }
        String value = isSecret(name) ? "" : ", and is '" + field.getRejectedValue() + "'";
        return name + " " + field.getDefaultMessage() + value + ".";
    }

    private static String inconvertible(BindException failure) {
        String name = failure.getName().toString();
        Class<?> type = failure.getTarget().getType().resolve(Object.class);
        String value = isSecret(name) || failure.getProperty() == null
                ? ""
                : "'" + failure.getProperty().getValue() + "', which is ";
        return name + " is " + value + "not "
                + EXAMPLES.getOrDefault(type, "a " + type.getSimpleName().toLowerCase(Locale.ROOT)) + ".";
    }

    /** The settings of one group contradict each other, or one has a rule of its own: their constructor says so. */
    private static String refused(BindException failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String name = failure.getName().toString();
        String why = sentence(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
        return why.contains(name) ? why : name + ": " + why;
    }

    private static String action(String name) {
        return "Correct the setting, for example in the environment variable "
                + name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT)
                + (name.chars().filter(c -> c == '.').count() < 2 ? "_…" : "")
                + ". docs/settings.md lists all settings with their defaults.";
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private static String dashed(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** The URL of a database can contain a password. */
    private static boolean isSecret(String name) {
        return name.matches(".*(password|secret|credential|database\\.url).*");
    }
}
