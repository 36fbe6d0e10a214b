package org.chattycat.app.recording;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.chattycat.app.identity.signin.Secrets;
import org.chattycat.app.meeting.MeetingException;
import org.chattycat.app.platform.config.StartRefusedException;
import org.chattycat.app.platform.limits.LocalRateLimits;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.chattycat.app.platform.site.StreamedUploads;
import org.chattycat.app.platform.text.Sha256;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What rooms do about recordings: they keep the answers of people, and have media servers upload files. */
@Service
public class RecordingUploads {
    private final SpanRepository spans;
    private final RecordingRepository files;
    private final RecordingProperties properties;
    private final ServerProperties server;
    private final LocalRateLimits answers;
    private volatile int port;

    RecordingUploads(
            SpanRepository spans, RecordingRepository files, RecordingProperties properties, ServerProperties server) {
        this.spans = spans;
        this.files = files;
        this.properties = properties;
        this.server = server;
        this.answers = new LocalRateLimits(properties.changesPerMeeting(), System::nanoTime);
        checkUploadUrl();
    }

    /** Where a media server uploads one file. The address contains a token that can be used once. */
    public record Target(UUID recordingId, String uri) {
        @Override
        public String toString() {
            return "Target[recordingId=" + recordingId + "]";
        }
    }

    private void checkUploadUrl() {
        URI url = properties.uploadUrl();
        boolean empty = url == null || url.toString().isEmpty();
        if (!empty && (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme())))) {
            throw new StartRefusedException(
                    "The URL for uploads of recordings '" + url + "' is not the URL of a site.",
                    "Set chattycat.recording.upload-url to scheme, host and port, such as http://media-app:8080.");
        }
    }

    @EventListener
    void started(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    /**
     * Stores whether somebody in the room agrees to a recording.
     *
     * @return false when that recording is over
     */
    public Mono<Boolean> answer(UUID recordingId, UUID participantId, boolean agrees) {
        return Mono.<Void>fromRunnable(() -> count(participantId))
                .then(spans.answer(recordingId, participantId, agrees))
                .map(stored -> stored > 0);
    }

    private void count(UUID participantId) {
        try {
            answers.take(participantId.toString(), 1);
        } catch (RateLimitedException e) {
            throw new MeetingException(
                    MeetingException.Rule.LIMIT_REACHED, "You have changed this too often. Try again in a minute.");
        }
    }

    /**
     * Begins a file of a publication. Empty when the recording is over, its person does not agree, or the meeting has as many files
     * as it may have.
     *
     * @param recordingId of the meeting's recording
     * @param instanceId of this instance of the application
     */
    public Mono<Target> begin(UUID recordingId, UUID publicationId, UUID instanceId) {
        UUID id = UUID.randomUUID();
        String token = Secrets.random();
        return files.add(id, recordingId, publicationId, instanceId, Sha256.of(token), properties.maxFilesPerMeeting())
                .filter(added -> added > 0)
                .map(added -> new Target(id, base() + StreamedUploads.PATH + token));
    }

    /** The media server will upload nothing more of a file. One that it has not begun to upload is forgotten. */
    public Mono<Void> end(Target target) {
        return files.withdraw(target.recordingId());
    }

    /** The media server could not record. @param reason a sentence */
    public Mono<Void> failed(Target target, String reason) {
        return files.failed(target.recordingId(), reason, Upload.BROKE_OFF);
    }

    private String base() {
        URI url = properties.uploadUrl();
        if (url == null || url.toString().isEmpty()) {
            return "http://" + ownAddress() + ":" + port;
        }
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Where this machine reaches the application: loopback, unless it listens at another address only. */
    private String ownAddress() {
        return Optional.ofNullable(server.getAddress())
                .filter(address -> !address.isAnyLocalAddress())
                .map(InetAddress::getHostAddress)
                .map(address -> address.contains(":") ? "[" + address + "]" : address)
                .orElse("127.0.0.1");
    }
}
