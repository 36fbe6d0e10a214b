package org.chattycat.app.platform.doctor;

import java.time.Duration;

/**
 * One check.
 *
 * @param name what is examined, such as {@code database}, for the person who reads the report
 */
public record Check(String name, Examination examination) {
    /** The work of a check. It changes nothing. */
    @FunctionalInterface
    public interface Examination {
        /**
         * @param limit of everything that waits; a little later the check is given up
         * @param findings gets at least one finding
         * @throws org.chattycat.app.platform.config.StartRefusedException when the application would not start
         */
        void run(Duration limit, Findings findings) throws Exception;
    }
}
