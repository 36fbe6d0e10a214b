package org.chattycat.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.chattycat.app.platform.config.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the lab: a folder of this run, in which each job has a folder. Opening it deletes what runs before left behind,
 * however they ended. A lock tells apart a run that lives, such as a second instance with the same data directory.
 */
final class LabFolder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LabFolder.class);
    private static final String LOCK = "lock";

    private final Path run;
    private final FileChannel lock;

    private LabFolder(Path run, FileChannel lock) {
        this.run = run;
        this.lock = lock;
    }

    /** @param parent which contains nothing else; it is created if it is missing */
    static LabFolder open(Path parent) throws IOException {
        OwnerOnly.folder(parent);
        deleteEndedRuns(parent);
        Path run = parent.resolve(UUID.randomUUID().toString());
        OwnerOnly.folder(run);
        FileChannel lock = FileChannel.open(run.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        return new LabFolder(run, lock);
    }

    /** Where the files of a job go. */
    Path ofJob(String id) {
        return run.resolve(id);
    }

    /** For native libraries, which the processes of all jobs share. */
    Path libraries() throws IOException {
        Path folder = run.resolve("libraries");
        OwnerOnly.folder(folder);
        return folder;
    }

    /** Bytes that can still be written. */
    long usableSpace() throws IOException {
        return Files.getFileStore(run).getUsableSpace();
    }

    /** Deletes a folder or file with all that it contains, if it exists. */
    static void delete(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (NoSuchFileException e) {
            // Nothing is there, or a process that ended has deleted a file of its own.
            log.debug("{} was deleted meanwhile", path);
        } catch (IOException | UncheckedIOException e) {
            log.warn("{} cannot be deleted: {}", path, e.toString());
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
        delete(run);
    }

    private static void deleteEndedRuns(Path parent) throws IOException {
        List<Path> runs;
        try (Stream<Path> all = Files.list(parent)) {
            runs = all.toList();
        }
        for (Path run : runs) {
            if (!isLocked(run.resolve(LOCK))) {
                delete(run);
            }
        }
    }

    private static boolean isLocked(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            return taken == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
