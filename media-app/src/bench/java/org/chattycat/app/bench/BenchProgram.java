package org.chattycat.app.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Function;

/** A benchmark as a program: figures on standard output, everything else on standard error. */
final class BenchProgram {
    private BenchProgram() {}

    /** A run of a benchmark. */
    interface Run<O> {
        /** @return whether nothing failed */
        boolean run(O options, PrintStream figures) throws IOException, InterruptedException;
    }

    /**
     * Runs it and exits with 0, 1 where something failed, or 2 for wrong arguments.
     *
     * @param parse fails with an IllegalArgumentException whose message is for the user
     */
    static <O> void run(String[] arguments, Function<String[], O> parse, Run<O> run) throws InterruptedException {
        PrintStream figures = System.out;
        System.setOut(System.err);
        try {
            System.exit(run.run(parse.apply(arguments), figures) ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
