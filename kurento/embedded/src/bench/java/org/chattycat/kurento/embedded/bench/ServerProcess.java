package org.chattycat.kurento.embedded.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A server in a JVM of its own, and the processor time and memory that Linux reports for it. */
final class ServerProcess implements AutoCloseable {
    /** Enough for a server of one meeting, whose resident memory must stay below 350 MB. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms64m",
            "-Xmx192m",
            "-XX:+UseSerialGC",
            // A thread that ends takes the count of its time with it.
            "-XX:-UseDynamicNumberOfCompilerThreads");
    /** Linux counts processor time in hundredths of a second (USER_HZ). */
    private static final double TICKS_PER_SECOND = 100;

    /** The names of HotSpot's threads, of which Linux keeps 15 characters. */
    private static final Pattern COMPILER = Pattern.compile("C[12] CompilerThre");

    /** Separates the lines of an SDP that is printed in one line. */
    private static final String LINE_SEPARATOR = "\t";

    private final Process process;
    private final int port;
    private final List<String> answers = new ArrayList<>();

    ServerProcess(Class<?> main, Scenario scenario) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), scenario.name()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String first = output.readLine();
        if (first == null) {
            throw new IOException("the server under test did not start");
        }
        port = Integer.parseInt(first);
        for (int i = 0; i < scenario.publishers() * (1 + scenario.viewers()); i++) {
            answers.add(output.readLine().replace(LINE_SEPARATOR, "\r\n"));
        }
    }

    int port() {
        return port;
    }

    /** The server's answers to the offers of each publisher, followed by its viewers. */
    List<String> answers() {
        return answers;
    }

    /** Prints, in the server's process, what the constructor reads: the port, then one line per answer. */
    static void print(int port, List<String> answers) {
        System.out.println(port);
        answers.forEach(answer -> System.out.println(answer.replace("\r\n", LINE_SEPARATOR)));
        System.out.flush();
    }

    /** User and system time so far, in seconds. */
    double cpuSeconds() throws IOException {
        return seconds(Path.of("/proc/" + process.pid() + "/stat"));
    }

    /** The part of {@link #cpuSeconds} that the JVM's compilers took. */
    double compilerSeconds() throws IOException {
        double sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/task"))) {
            for (Path thread : threads) {
                if (COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt()) {
                    sum += seconds(thread.resolve("stat"));
                }
            }
        }
        return sum;
    }

    private static double seconds(Path file) throws IOException {
        String stat = Files.readString(file);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    double rssMiB() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
