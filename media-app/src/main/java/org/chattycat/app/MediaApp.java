package org.chattycat.app;

import java.util.Arrays;
import org.chattycat.app.platform.doctor.Doctor;
import org.chattycat.app.probe.Probe;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application that people use: accounts, meetings, calls and the web page. */
@SpringBootApplication
public class MediaApp {
    private static final String DOCTOR = "doctor";
    private static final String PROBE = "probe";

    /**
     * Runs the application or, by its first argument, one of its tools.
     *
     * @param arguments settings such as {@code --server.port=80}; after {@code doctor} see {@link Doctor#main}, after
     *     {@code probe} see {@link Probe#main}
     */
    public static void main(String[] arguments) throws InterruptedException {
        // These are here, so that they need no class path: in a container, the entry point starts them.
        if (arguments.length > 0 && arguments[0].equals(DOCTOR)) {
            Doctor.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        if (arguments.length > 0 && arguments[0].equals(PROBE)) {
            Probe.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        SpringApplication.run(MediaApp.class, arguments);
    }
}
