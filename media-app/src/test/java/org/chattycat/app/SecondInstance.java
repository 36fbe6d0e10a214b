package org.chattycat.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** A second instance of the application on the database of a test, in the process of the test. */
public final class SecondInstance implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private SecondInstance(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts an instance.
     *
     * @param like whose database it uses
     * @param listener is told its events
     * @param settings further ones, as {@code name=value}
     */
    public static SecondInstance start(Environment like, ApplicationListener<?> listener, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--chattycat.data-dir=target/second-instance",
                "--chattycat.database.max-connections=5",
                "--chattycat.database.max-session-connections=3"));
        for (String name : List.of("url", "username", "password")) {
            String setting = "chattycat.database." + name;
            arguments.add("--" + setting + "=" + like.getProperty(setting));
        }
        Stream.of(settings).map(setting -> "--" + setting).forEach(arguments::add);
        return new SecondInstance(
                new SpringApplicationBuilder(MediaApp.class).listeners(listener).run(arguments.toArray(String[]::new)));
    }

    public String base() {
        return "http://localhost:"
                + ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    /** Somebody who is signed in, or a guest, with a page of this instance. */
    public TestBrowser browserOf(TestBrowser person) {
        TestBrowser there = new TestBrowser(base());
        there.setCookie("chattycat", person.cookie("chattycat").orElseThrow());
        return there;
    }

    @Override
    public void close() {
        context.close();
    }
}
