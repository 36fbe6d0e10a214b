package org.chattycat.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.chattycat.analysis.database.DatabaseTimeouts;
import org.chattycat.analysis.latency.MeasureProperties;
import org.chattycat.analysis.lease.LeaseProperties;
import org.chattycat.analysis.pipeline.ScanProperties;
import org.chattycat.analysis.rtp.RtpProperties;
import org.chattycat.analysis.store.StoreProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * Everything that can be set about a worker. The defaults, with comments, stand in {@code worker.yml} on the class
 * path; an application binds them by importing that file.
 *
 * @param name the name under which the worker appears; empty: the host's name
 */
@ConfigurationProperties("chattycat.worker")
public record WorkerProperties(
        String name,
        @NestedConfigurationProperty LeaseProperties lease,
        @NestedConfigurationProperty RtpProperties rtp,
        @NestedConfigurationProperty ScanProperties scan,
        @NestedConfigurationProperty MeasureProperties measure,
        @NestedConfigurationProperty StoreProperties store,
        @NestedConfigurationProperty DatabaseTimeouts database) {
    /** Where the defaults are, as a location for {@code spring.config.import}. */
    public static final String DEFAULTS = "classpath:worker.yml";

    public WorkerProperties {
        name = name == null ? "" : name.strip();
        Objects.requireNonNull(lease, missing("lease"));
        Objects.requireNonNull(rtp, missing("rtp"));
        Objects.requireNonNull(scan, missing("scan"));
        Objects.requireNonNull(measure, missing("measure"));
        Objects.requireNonNull(store, missing("store"));
        Objects.requireNonNull(database, missing("database"));
    }

    /** The defaults of {@code worker.yml}. */
    public static WorkerProperties defaults() {
        try {
            List<PropertySource<?>> sources =
                    new YamlPropertySourceLoader().load("worker", new ClassPathResource("worker.yml"));
            return new Binder(ConfigurationPropertySources.from(sources))
                    .bind("chattycat.worker", WorkerProperties.class)
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String missing(String group) {
        return "The settings chattycat.worker." + group + " are missing: import " + DEFAULTS + ".";
    }
}
