package org.chattycat.app.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.chattycat.app.platform.config.StartRefusedException;
import org.springframework.util.FileSystemUtils;

/** Unpacks the PostgreSQL archive on the class path. */
final class PostgresBinaries {
    private static final int OWNER_EXECUTE = 0100;
    private static final int FINGERPRINT_BYTES = 6;

    private PostgresBinaries() {}

    /**
     * @param parent folder to unpack into; created if missing
     * @return the folder with {@code bin/postgres} in it, unpacked now or earlier
     */
    static Path unpack(Path parent) throws IOException {
        String archive = archiveName();
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (packed == null) {
                throw new StartRefusedException(
                        "No embedded PostgreSQL for this machine (" + archive + ").",
                        "Set CHATTYCAT_DATABASE_URL to the address of your own PostgreSQL.");
            }
            Path target = parent.resolve("programs-" + fingerprint(archive));
            if (!Files.exists(target)) {
                Files.createDirectories(parent);
                Path fresh = Files.createTempDirectory(parent, "unpacking-");
                try {
                    extract(packed, fresh);
                    moveInto(fresh, target);
                } finally {
                    FileSystemUtils.deleteRecursively(fresh);
                }
            }
            return target;
        }
    }

    private static String archiveName() {
        String arch = System.getProperty("os.arch");
        return "postgres-linux-" + (arch.equals("amd64") ? "x86_64" : arch.equals("aarch64") ? "arm_64" : arch)
                + ".txz";
    }

    /** Identifies the archive, so that a newer release does not use the folder of an older one. */
    private static String fingerprint(String archive) throws IOException {
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("/" + archive);
                DigestInputStream digesting = new DigestInputStream(in, sha256())) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest(), 0, FINGERPRINT_BYTES);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Another process may have unpacked the same version at the same time. Its folder is then used. */
    private static void moveInto(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isExecutable(target.resolve("bin/postgres"))) {
                throw e;
            }
        }
    }

    private static void extract(InputStream packed, Path into) throws IOException {
        Set<PosixFilePermission> data = PosixFilePermissions.fromString("rw-r--r--");
        Set<PosixFilePermission> program = EnumSet.copyOf(PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(into, program);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = into.resolve(entry.getName()).normalize();
                if (!file.startsWith(into)) {
                    throw new IOException("archive entry outside of the folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.copy(tar, file);
                    Files.setPosixFilePermissions(file, (entry.getMode() & OWNER_EXECUTE) == 0 ? data : program);
                }
            }
        }
    }
}
