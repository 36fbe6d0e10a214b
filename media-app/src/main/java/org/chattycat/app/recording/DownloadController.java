package org.chattycat.app.recording;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sends recorded files to whoever may see the history of their meetings, or parts of them (RFC 9110, section 14). */
@RestController
class DownloadController {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Recordings recordings;
    private final RecordingFolder folder;
    private final Blocking blocking;

    DownloadController(Recordings recordings, RecordingFolder folder, Blocking blocking) {
        this.recordings = recordings;
        this.folder = folder;
        this.blocking = blocking;
    }

    /** @param download present to have a browser save the file instead of playing it */
    @GetMapping("/api/recordings/{id}")
    ResponseEntity<Resource> file(
            @PathVariable UUID id, @RequestParam(required = false) String download, Principal principal) {
        Grant grant = Grant.of(principal);
        if (grant.byLink()) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "TOKEN_SCOPE", "This link does not show that.");
        }
        Recording recording = blocking.one(recordings.findVisible(id, grant));
        Path file = recording == null || !recording.isPlayable() ? null : folder.file(id);
        if (file == null || !Files.exists(file)) {
            throw new ProblemException(
                    HttpStatus.NOT_FOUND, "NOT_FOUND", "There is no such recording, or you may not see it.");
        }
        ContentDisposition disposition = (download == null
                        ? ContentDisposition.inline()
                        : ContentDisposition.attachment())
                .filename(name(recording), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("video/webm"))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .body(new FileSystemResource(file));
    }

    /** Such as "Weekly review - Ada - screen - 2026-03-01 09-30-00.webm", without what file systems do not allow. */
    static String name(Recording recording) {
        String what = recording.shows().toLowerCase(Locale.ROOT);
        String title = recording.title() == null ? "Meeting" : recording.title();
        return "%s - %s - %s - %s.webm"
                .formatted(title, recording.displayName(), what, TIME.format(recording.at()))
                .replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
    }
}
