package org.chattycat.app.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The command that starts a JVM of the lowest priority with the classes of this one. It works for a class path, for the extracted application (whose
 * jar names its libraries), and for the executable jar, whose loader then starts another main class.
 */
@Component
class ReaderCommand {
    /** What a JVM that crashes leaves in its working directory. */
    static final String CRASH_REPORT = "crash.log";

    private static final String LOADER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    private final LabProperties properties;
    private List<String> priority;

    ReaderCommand(LabProperties properties) {
        this.properties = properties;
    }

    /** The main class of the process; tests replace it. */
    String mainClass() {
        return ReaderMain.class.getName();
    }

    /** What stands before the program so that it gives way to calls; tests replace it. */
    synchronized List<String> priority() {
        if (priority == null) {
            priority = LowestPriority.prefix(properties.memory());
        }
        return priority;
    }

    /**
     * @param temporary folder for temporary files of this process
     * @param libraries folder for native libraries, which later processes use again
     * @param arguments of the main class
     */
    List<String> of(Path temporary, Path libraries, String... arguments) {
        List<String> command = new ArrayList<>(priority());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx" + properties.heap().toMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:ActiveProcessorCount=1",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + CRASH_REPORT,
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + temporary,
                "-Dorg.bytedeco.javacpp.cachedir=" + libraries));
        command.addAll(program(System.getProperty("java.class.path"), mainClass()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The arguments of a JVM that run a main class with the class path of another JVM. */
    static List<String> program(String itsClassPath, String mainClass) {
        String classPath = absolute(itsClassPath);
        return isExecutableJar(classPath)
                ? List.of("-cp", classPath, "-Dloader.main=" + mainClass, LOADER)
                : List.of("-cp", classPath, mainClass);
    }

    /** The process has another working directory. */
    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> new File(entry).getAbsolutePath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isExecutableJar(String classPath) {
        if (classPath.contains(File.pathSeparator) || !classPath.endsWith(".jar")) {
            return false;
        }
        try (JarFile jar = new JarFile(classPath)) {
            return jar.getEntry(LOADER.replace('.', '/') + ".class") != null;
        } catch (IOException e) {
            return false;
        }
    }
}
