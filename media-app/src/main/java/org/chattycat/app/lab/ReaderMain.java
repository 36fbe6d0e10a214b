package org.chattycat.app.lab;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.chattycat.analysis.cli.ReadClocks;

/**
 * The process that analyses: {@link ReadClocks}, which pauses when the application says so, and ends with it. Both come over
 * standard input, so that no stopped process stays behind when the application ends in whatever way.
 */
final class ReaderMain {
    /** Bytes on standard input. */
    static final int PAUSE = 'p';

    static final int RESUME = 'r';

    private final Object lock = new Object();
    private boolean paused;

    private ReaderMain() {}

    public static void main(String[] arguments) {
        obeyStandardInput();
        ReadClocks.main(arguments);
    }

    /** Obeys the application, which keeps the other end of standard input open. A pause begins with the next frame's output. */
    static void obeyStandardInput() {
        ReaderMain reader = new ReaderMain();
        System.setOut(new PrintStream(reader.pausable(System.out), false));
        Thread thread = new Thread(reader::obey, "application");
        thread.setDaemon(true);
        thread.start();
    }

    private void obey() {
        try {
            for (int command = System.in.read(); command >= 0; command = System.in.read()) {
                synchronized (lock) {
                    paused = command == PAUSE;
                    lock.notifyAll();
                }
            }
        } catch (IOException e) {
            // The same as its end.
        }
        Runtime.getRuntime().halt(1);
    }

    private OutputStream pausable(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                awaitResumption();
                out.write(bytes, offset, length);
            }

            @Override
            public void write(int singleByte) throws IOException {
                awaitResumption();
                out.write(singleByte);
            }
        };
    }

    private void awaitResumption() throws IOException {
        synchronized (lock) {
            try {
                while (paused) {
                    lock.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }
}
