package org.chattycat.app.platform.doctor;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.chattycat.analysis.WorkerProperties;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.doctor.Finding.Status;
import org.chattycat.kurento.client.KurentoClientProperties;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * The command {@code doctor}: reads the settings as the application does, so that the same rules refuse them, and runs all {@link
 * Checks}. Nothing of the application is started, and nothing is changed.
 */
@ConfigurationPropertiesScan("org.chattycat.app")
@EnableConfigurationProperties({WorkerProperties.class, KurentoClientProperties.class, ServerProperties.class})
@ComponentScan(
        basePackages = "org.chattycat.app",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Checks.class))
@Import({PublicUrl.class, TrustedCertificates.class})
public class Doctor {
    private static final String JSON = "--json";
    private static final String SETTINGS = "settings";
    private static final int USAGE = 2;

    /** The report alone is printed, and the log of the application is left alone. */
    private static final List<String> SILENCE = List.of("--logging.threshold.console=off", "--logging.file.name=");

    /**
     * Prints the report and ends the process: 0 if all is well, 1 with warnings, 2 if something fails.
     *
     * @param arguments {@code --json} for JSON instead of lines, and settings such as {@code --server.port=80}, as {@code run}
     *     takes them
     */
    public static void main(String... arguments) throws InterruptedException {
        // Checks that were given up may hang for as long as they like.
        System.exit(run(System.out, System.err, arguments));
    }

    /** @return the exit status */
    static int run(PrintStream out, PrintStream err, String... arguments) throws InterruptedException {
        String[] settings = Arrays.stream(arguments)
                .filter(argument -> !argument.equals(JSON))
                .toArray(String[]::new);
        if (!Arrays.stream(settings).allMatch(setting -> setting.matches("--[^=]+=.*"))) {
            err.println("usage: doctor [--json] [--SETTING=VALUE...]");
            return USAGE;
        }
        Report report = new Report(examine(settings));
        out.println(Arrays.asList(arguments).contains(JSON) ? report.json() : report.text());
        return report.exitStatus();
    }

    private static List<Finding> examine(String[] settings) throws InterruptedException {
        try (ConfigurableApplicationContext context = read(settings)) {
            List<Check> checks = new ArrayList<>();
            checks.add(new Check(
                    SETTINGS, (limit, findings) -> findings.ok("The application accepts the values of all settings.")));
            context.getBeanProvider(Checks.class).orderedStream().forEach(part -> checks.addAll(part.checks()));
            return Examinations.run(
                    checks, context.getBean(DoctorProperties.class).checkLimit());
        } catch (RuntimeException e) {
            return List.of(refusal(e));
        }
    }

    private static ConfigurableApplicationContext read(String[] settings) {
        String[] silently = Stream.concat(
                        Arrays.stream(settings)
                                .filter(setting -> !setting.matches("--logging\\.(threshold|file)\\..*")),
                        SILENCE.stream())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(Doctor.class)
                .web(WebApplicationType.NONE)
                .initializers(new GivenArguments(settings))
                .run(silently);
    }

    /** The product's own sentence about a wrong setting. */
    private static Finding refusal(RuntimeException failure) {
        FailureAnalysis analysis = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, SpringFactoriesLoader.FailureHandler.handleMessage((message, e) -> {}))
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return analysis == null
                ? new Finding(SETTINGS, Status.FAIL, "The settings cannot be read: " + failure, "")
                : new Finding(SETTINGS, Status.FAIL, analysis.getDescription(), analysis.getAction());
    }

    /** Once logging is set up, the settings are those that the application would have. */
    private record GivenArguments(String[] settings)
            implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .replace(
                            CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME,
                            new SimpleCommandLinePropertySource(settings));
        }
    }
}
