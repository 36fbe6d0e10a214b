package org.chattycat.app.recording;

import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.meeting.RecordingEnd;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A time in which a meeting is recorded.
 *
 * @param startedBy the present name of the host who started it; null once that account is deleted
 * @param endedAt null while it goes on
 * @param end why it ended; null while it goes on
 */
@Table("recording_span")
record MeetingRecording(
        @Id UUID id, UUID meetingId, Instant startedAt, String startedBy, Instant endedAt, RecordingEnd end) {}
