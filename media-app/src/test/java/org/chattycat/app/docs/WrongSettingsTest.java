package org.chattycat.app.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/** A value that cannot be used stops the start, with a sentence that names the setting. */
class WrongSettingsTest {
    private static final Map<String, List<String>> WRONG = Map.of(
            "java.time.Duration", List.of("soon", "-1s"),
            "org.springframework.util.unit.DataSize", List.of("large", "-1MB"),
            "java.lang.Integer", List.of("many", "-1", "3000000000"),
            "java.lang.Double", List.of("many", "-1"),
            "java.lang.Boolean", List.of("perhaps"),
            "java.net.URI", List.of("http://[nowhere"));

    /** No record binds them; {@code StartRules} checks them. */
    private static final List<String> ELSEWHERE = List.of("chattycat.mail.starttls", "chattycat.worker.embedded");

    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

    private static final PropertiesPropertySource DEFAULTS = defaults();
    private static final List<Class<?>> TYPES = types();

    @AfterAll
    static void close() {
        VALIDATORS.close();
    }

    static Stream<String[]> wrongValues() throws IOException {
        List<String[]> rows = new ArrayList<>();
        Settings settings = new Settings();
        for (Settings.Part part : EnumSet.complementOf(EnumSet.of(Settings.Part.SPRING))) {
            settings.groups(part).values().forEach(group -> group.stream()
                    .filter(setting -> !ELSEWHERE.contains(setting.name()))
                    .forEach(setting -> {
                        WRONG.getOrDefault(setting.type(), List.of())
                                .forEach(value -> rows.add(new String[] {setting.name(), value}));
                        if (setting.type().endsWith(".RateLimit")) {
                            rows.add(new String[] {setting.name() + ".count", "0"});
                            rows.add(new String[] {setting.name() + ".per", "-1s"});
                        }
                    }));
        }
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aWrongValueIsNamed(String name, String value) {
        String said = refusal(Map.of(name, value)).getDescription();
        // A rule of a worker's settings names their group.
        assertThat(said).contains(name.startsWith("chattycat.worker.") ? name.replaceFirst("\\.[^.]+$", "") : name);
        assertThat(said).doesNotContain("java.", "Exception", "{");
        assertThat(said.lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chattycat.sign-in.link-lifetime | soon | chattycat.sign-in.link-lifetime is 'soon', which is not a duration such as 10s or 5m.",
                "chattycat.passkeys.max-per-account | 0 | chattycat.passkeys.max-per-account must be greater than or equal to 1, and is '0'.",
                "chattycat.call.silence | '' | chattycat.call.silence is missing.",
                "chattycat.kurento.uris | http://k | chattycat.kurento.uris[0] must look like ws://host:8888/kurento, and is 'http://k'.",
                "chattycat.kurento.ping-timeout | 0s | chattycat.kurento.ping-timeout must be at least 1 ms.",
                "chattycat.call.turn.urls | stun:h | chattycat.call.turn.urls requires chattycat.call.turn.secret, the secret of the relay.",
                "chattycat.worker.lease.period | 1s | chattycat.worker.lease: The lease period must be at least three heartbeats.",
                "chattycat.worker.rtp.min-port | 9 | chattycat.worker.rtp: The RTP port range must lie in 1 to 65535, or be 0 to 0 for any port.",
                "chattycat.operators | ada@example.org, ada | chattycat.operators contains 'ada', which is not an email address.",
                "chattycat.lan-port | 70000 | chattycat.lan-port must be less than or equal to 65535, and is '70000'.",
            })
    void saysWhatIsWrong(String name, String value, String sentence) {
        assertThat(refusal(Map.of(name, value)).getDescription()).isEqualTo(sentence);
    }

    @Test
    void saysWhichVariableToCorrect() {
        assertThat(refusal(Map.of("chattycat.sign-in.link-lifetime", "soon")).getAction())
                .contains("CHATTYCAT_SIGN_IN_LINK_LIFETIME", "docs/settings.md");
    }

    @Test
    void keepsSecrets() {
        FailureAnalysis analysis = refusal(Map.of("chattycat.database.url", "http://cat:hush@db/cats"));
        assertThat(analysis.getDescription()).contains("chattycat.database").doesNotContain("hush");
    }

    @Test
    void theDefaultsAreRight() {
        assertThat(bindings(Map.of())).hasSizeGreaterThan(15).allSatisfy(Runnable::run);
    }

    private static FailureAnalysis refusal(Map<String, String> wrong) {
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        SpringFactoriesLoader.FailureHandler.handleMessage((message, failure) -> {}));
        for (Runnable binding : bindings(wrong)) {
            BindException failure = catchThrowableOfType(BindException.class, binding::run);
            if (failure != null) {
                return analyzers.stream()
                        .map(analyzer -> analyzer.analyze(failure))
                        .filter(analysis -> analysis != null)
                        .findFirst()
                        .orElseThrow();
            }
        }
        throw new AssertionError("Nothing refuses " + wrong);
    }

    /** One for each class that binds a group of settings, as the application binds it. */
    private static List<Runnable> bindings(Map<String, String> changed) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(DEFAULTS);
        Map<String, String> values = new HashMap<>(Map.of("chattycat.database.url", "postgresql://db/cats"));
        values.putAll(changed);
        TestPropertyValues.of(values).applyTo(environment);
        Binder binder = Binder.get(environment);
        return TYPES.stream()
                .<Runnable>map(type -> () -> binder.bind(
                        type.getAnnotation(ConfigurationProperties.class).value(), Bindable.of(type), handler(type)))
                .toList();
    }

    private static PropertiesPropertySource defaults() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(Settings.DEFAULTS.stream().map(ClassPathResource::new).toArray(ClassPathResource[]::new));
        return new PropertiesPropertySource("defaults", yaml.getObject());
    }

    private static List<Class<?>> types() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        List<Class<?>> types = new ArrayList<>();
        scanner.findCandidateComponents("org.chattycat")
                .forEach(bean -> types.add(ClassUtils.resolveClassName(bean.getBeanClassName(), null)));
        return types;
    }

    private static BindHandler handler(Class<?> type) {
        return type.isAnnotationPresent(Validated.class)
                ? new ValidationBindHandler(new SpringValidatorAdapter(VALIDATORS.getValidator()))
                : BindHandler.DEFAULT;
    }
}
