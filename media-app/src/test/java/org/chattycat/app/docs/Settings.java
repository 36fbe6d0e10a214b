package org.chattycat.app.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** All settings, as the annotation processor of Spring Boot and the files with the defaults describe them. */
final class Settings {
    static final List<String> DEFAULTS = List.of("application.yml", "worker.yml", "kurento-client.yml");

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private final Map<Part, Map<String, Setting>> found = new TreeMap<>();
    private final Properties defaults;

    /** What a setting belongs to. A name such as {@code chattycat.database.url} can be a setting of several parts. */
    enum Part {
        APPLICATION,
        WORKER,
        MEDIA_SERVERS,
        SPRING
    }

    /**
     * One setting.
     *
     * @param type a Java type
     * @param meaning a phrase or sentences, with {@code code} in Javadoc's form
     */
    record Setting(String name, String type, String meaning) {}

    Settings() throws IOException {
        for (Part part : Part.values()) {
            found.put(part, new TreeMap<>());
        }
        for (URL file : Collections.list(Settings.class.getClassLoader().getResources(METADATA))) {
            try (InputStream in = file.openStream()) {
                new ObjectMapper().readTree(in).path("properties").forEach(this::add);
            }
        }
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(DEFAULTS.stream().map(ClassPathResource::new).toArray(ClassPathResource[]::new));
        defaults = yaml.getObject();
    }

    private void add(JsonNode property) {
        Setting setting = new Setting(
                property.path("name").asText(),
                property.path("type").asText(),
                property.path("description").asText());
        // Two classes bind the data directory, and say the same about it.
        found.get(partOf(setting.name(), property.path("sourceType").asText())).putIfAbsent(setting.name(), setting);
    }

    private static Part partOf(String name, String source) {
        if (!name.startsWith("chattycat.")) {
            return Part.SPRING;
        }
        if (source.startsWith("org.chattycat.analysis.")) {
            return Part.WORKER;
        }
        return source.startsWith("org.chattycat.kurento.client.KurentoClient") ? Part.MEDIA_SERVERS : Part.APPLICATION;
    }

    /** Settings of one part by their names, in groups such as {@code chattycat.call}. */
    Map<String, List<Setting>> groups(Part part) {
        return found.get(part).values().stream()
                .collect(Collectors.groupingBy(
                        setting -> group(setting.name()), LinkedHashMap::new, Collectors.toList()));
    }

    Setting spring(String name) {
        return found.get(Part.SPRING).get(name);
    }

    /** Whether a setting of any part has this name. */
    boolean has(String name) {
        return found.values().stream().anyMatch(settings -> settings.containsKey(name));
    }

    /** The environment variables of the settings of this product, such as {@code CHATTYCAT_DATABASE_URL}. */
    Set<String> variables() {
        return EnumSet.complementOf(EnumSet.of(Part.SPRING)).stream()
                .flatMap(part -> found.get(part).keySet().stream())
                .map(name -> name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static String group(String name) {
        String[] words = name.split("\\.");
        return words.length == 2 ? "chattycat" : words[0] + "." + words[1];
    }

    /** The value in the files with the defaults, or an empty string. */
    String defaultOf(Setting setting) {
        if (setting.type().endsWith(".RateLimit")) {
            return defaults.getProperty(setting.name() + ".count") + " per "
                    + defaults.getProperty(setting.name() + ".per");
        }
        return defaults.getProperty(setting.name(), "");
    }

    /** Names of the settings of this product in the files with the defaults. */
    List<String> namesWithDefaults() {
        return defaults.stringPropertyNames().stream()
                .filter(name -> name.startsWith("chattycat."))
                .sorted()
                .toList();
    }
}
