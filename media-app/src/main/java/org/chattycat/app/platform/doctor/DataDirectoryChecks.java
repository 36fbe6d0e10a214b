package org.chattycat.app.platform.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chattycat.app.platform.config.ChattyCatProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** Whether what is stored in the data directory can be written, and how much space is left. */
@Order(1)
final class DataDirectoryChecks implements Checks {
    private static final String SETTING = "CHATTYCAT_DATA_DIR";

    private final Path folder;
    private final List<String> contents;
    private final DataSize enough;

    DataDirectoryChecks(ChattyCatProperties properties, Environment environment) {
        folder = properties.dataDir().toAbsolutePath().normalize();
        contents = contents(environment);
        enough = Binder.get(environment)
                .bind("management.health.diskspace.threshold", DataSize.class)
                .get();
    }

    private List<String> contents(Environment environment) {
        List<String> stored = new ArrayList<>();
        if (environment.getProperty("chattycat.database.url", "").isBlank()) {
            stored.add("the embedded database");
        }
        if (environment.getProperty("chattycat.lan", Boolean.class, false)) {
            stored.add("the certificate for the local network");
        }
        if (environment.getProperty("chattycat.lab.enabled", "").equals("true")) {
            stored.add("videos of the lab");
        }
        String log = environment.getProperty("logging.file.name", "");
        if (!log.isBlank() && Path.of(log).toAbsolutePath().normalize().startsWith(folder)) {
            stored.add("the log");
        }
        return stored;
    }

    @Override
    public List<Check> checks() {
        return List.of(new Check("data directory", (limit, findings) -> examine(findings)));
    }

    private void examine(Findings findings) throws IOException {
        if (contents.isEmpty()) {
            findings.ok("Nothing is stored in " + folder + ".");
            return;
        }
        // A missing folder is created by the first start.
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing)) {
            findings.fail(existing + " is not a folder.", "Set " + SETTING + " to a folder, or remove the file.");
        } else if (!Files.isWritable(existing) || !Files.isExecutable(existing)) {
            findings.fail(
                    "The user " + System.getProperty("user.name") + " cannot write to " + existing
                            + ", which is needed for " + String.join(" and ", contents) + ".",
                    "Give this user the folder (chown), or set " + SETTING + " to another one.");
        } else {
            examineSpace(existing, findings);
        }
    }

    private void examineSpace(Path existing, Findings findings) throws IOException {
        DataSize free = DataSize.ofBytes(Files.getFileStore(existing).getUsableSpace());
        String found = folder + (existing.equals(folder) ? "" : " will be created. It") + " stores "
                + String.join(" and ", contents) + ". " + free.toMegabytes() + " MB are free.";
        if (free.compareTo(enough) < 0) {
            findings.warn(
                    found, "Make room: the health of the application is down below " + enough.toMegabytes() + " MB.");
        } else {
            findings.ok(found);
        }
    }
}
