package org.chattycat.app.lab;

import java.io.IOException;
import org.chattycat.analysis.cli.ReadClocks;

/** The process that analyses: {@link ReadClocks}, which ends with the application that started it. */
final class ReaderMain {
    private ReaderMain() {}

    public static void main(String[] arguments) {
        endWithStandardInput();
        ReadClocks.main(arguments);
    }

    /** The application keeps the other end of standard input open and never writes to it. */
    static void endWithStandardInput() {
        Thread thread = new Thread(
                () -> {
                    try {
                        System.in.readAllBytes();
                    } catch (IOException e) {
                        // The same as its end.
                    }
                    Runtime.getRuntime().halt(1);
                },
                "end-of-application");
        thread.setDaemon(true);
        thread.start();
    }
}
