package org.chattycat.analysis.sender;

import java.time.Duration;
import java.util.UUID;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.RtpEndpoint;
import org.springframework.jdbc.core.JdbcTemplate;

/** A publication at a media server: a pipeline with an RtpEndpoint that a {@link ClockSender} feeds, and its tap row. */
public final class RtpPublication implements AutoCloseable {
    private static final int SSRC = 4_711;

    private final UUID id = UUID.randomUUID();
    private final UUID meetingId = UUID.randomUUID();
    private final String uri;
    private final KurentoClient client;
    private final MediaPipeline pipeline;
    private final RtpEndpoint endpoint;
    private final ClockSender sender;

    public RtpPublication(String uri, Duration delay) {
        this.uri = uri;
        client = KurentoClient.create(uri);
        pipeline = client.createMediaPipeline();
        RtpInput input = RtpInput.open(pipeline, SSRC);
        endpoint = input.endpoint();
        sender = new ClockSender(640, 480, SSRC, input.address(), Duration.ofMillis(100), delay);
        sender.keyframeEvery(30);
        sender.start();
    }

    public UUID id() {
        return id;
    }

    public UUID meetingId() {
        return meetingId;
    }

    public ClockSender sender() {
        return sender;
    }

    /** Does what the media app does when media starts to flow. */
    public void insertTap(JdbcTemplate jdbc) {
        insertTap(jdbc, uri);
    }

    /** @param uri address of the media server for the worker */
    public void insertTap(JdbcTemplate jdbc, String uri) {
        jdbc.update("""
                insert into tap (publication_id, meeting_id, participant_id, kurento_uri, pipeline_id, endpoint_id)
                values (?, ?, ?, ?, ?, ?)
                """, id, meetingId, UUID.randomUUID(), uri, pipeline.getId(), endpoint.getId());
    }

    /** Does what the media app does when the publication ends. */
    public void deleteTap(JdbcTemplate jdbc) {
        jdbc.update("delete from tap where publication_id = ?", id);
    }

    /** Releases the pipeline but keeps the tap's row. */
    public void releasePipeline() {
        pipeline.release();
    }

    @Override
    public void close() throws InterruptedException {
        sender.close();
        client.destroy();
    }
}
