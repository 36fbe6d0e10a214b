package org.chattycat.app.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes the place of the process that analyses. The text after the first 12 bytes of a file says what it does. */
final class FakeReader {
    /** The start of an IVF file. */
    static final String HEAD = "DKIF00000000";

    private FakeReader() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ReaderMain.obeyStandardInput();
        String file = Files.readString(Path.of(arguments[arguments.length - 1]), StandardCharsets.ISO_8859_1);
        String[] words = file.substring(HEAD.length()).strip().split(" ");
        switch (words[0]) {
            case "frames" -> {
                System.out.println("{\"progress\":0.5,\"file\":\"video\"}");
                System.out.println("{\"frame\":0,\"seconds\":0.0}");
            }
            case "hang" -> {
                System.out.println("{\"progress\":0.25,\"file\":\"video\"}");
                Thread.sleep(Long.MAX_VALUE);
            }
            case "endless" -> {
                for (long frame = 0; ; frame++) {
                    System.out.println("{\"frame\":" + frame + "}");
                    Thread.sleep(20);
                }
            }
            case "long" -> fail("longer than 1800 s");
            case "stopped" -> System.out.println("{\"file\":\"video\",\"summary\":{\"frames\":0,\"stopped\":true}}");
            case "crash" -> {
                System.out.println("{\"frame\":0}");
                System.out.flush();
                new ProcessBuilder(
                                "kill",
                                "-SEGV",
                                Long.toString(ProcessHandle.current().pid()))
                        .start()
                        .waitFor();
                Thread.sleep(Long.MAX_VALUE);
            }
            case "fails" -> fail("no picture of it can be decoded");
            case "environment" ->
                System.out.println(
                        "{\"names\":\"" + System.getenv().keySet() + "\",\"status\":\"" + priority() + "\"}");
            default -> System.exit(2);
        }
    }

    private static void fail(String reason) {
        System.err.println("read-clocks: video: " + reason);
        System.exit(1);
    }

    /** The nice value and the permitted cores, as the kernel reports them. */
    private static String priority() throws IOException {
        String cores = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .findFirst()
                .orElse("");
        return "nice " + nice() + " " + cores.replaceAll("\\s+", " ");
    }

    /** The nice value of this process. */
    static int nice() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }
}
