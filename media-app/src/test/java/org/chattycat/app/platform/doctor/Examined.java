package org.chattycat.app.platform.doctor;

import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.kurento.client.KurentoClientProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Import;

/** Runs the checks of one part, with the settings of application.yml and some others. */
public final class Examined {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Examined() {}

    /**
     * @param part a class of {@link Checks}
     * @param trusted certificates to trust; null for those of the JVM
     * @param settings such as {@code server.port=80}
     * @return the lines of the report
     */
    public static List<String> lines(Class<? extends Checks> part, KeyStore trusted, String... settings) {
        return lines(part, LIMIT, trusted, settings);
    }

    /** With another limit of each check. */
    public static List<String> lines(
            Class<? extends Checks> part, Duration limit, KeyStore trusted, String... settings) {
        List<String> lines = new ArrayList<>();
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withUserConfiguration(Settings.class, part)
                .withBean(TrustedCertificates.class, () -> new TrustedCertificates(trusted))
                .withPropertyValues(settings)
                .run(context -> lines.addAll(Arrays.asList(
                        new Report(Examinations.run(context.getBean(part).checks(), limit))
                                .text()
                                .split("\n"))));
        return lines;
    }

    /** What {@link Doctor} has, apart from the checks. */
    @ConfigurationPropertiesScan("org.chattycat.app")
    @EnableConfigurationProperties({KurentoClientProperties.class, ServerProperties.class})
    @Import(PublicUrl.class)
    static class Settings {}
}
