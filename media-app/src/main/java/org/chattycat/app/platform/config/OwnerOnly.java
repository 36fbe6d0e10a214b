package org.chattycat.app.platform.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Creates files and folders that only the user who runs the application can read. */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> FILE_AT_CREATION =
            PosixFilePermissions.asFileAttribute(FILE);
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER_AT_CREATION =
            PosixFilePermissions.asFileAttribute(FOLDER);

    private OwnerOnly() {}

    /** Creates a folder (mode 0700) and its missing parents, or restricts the folder if it exists. */
    public static void folder(Path folder) throws IOException {
        Files.createDirectories(folder, FOLDER_AT_CREATION);
        Files.setPosixFilePermissions(folder, FOLDER);
    }

    /** Restricts an existing file to mode 0600, or creates an empty one. */
    public static void file(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, FILE_AT_CREATION);
        }
        Files.setPosixFilePermissions(file, FILE);
    }
}
