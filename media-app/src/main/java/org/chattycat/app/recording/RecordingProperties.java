package org.chattycat.app.recording;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.chattycat.app.platform.config.PositiveSize;
import org.chattycat.app.platform.limits.RateLimit;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where recordings of meetings are kept, and how much.
 *
 * @param directory folder of the files, which all instances of the application share
 * @param uploadUrl scheme, host and port at which media servers reach the application; empty: {@code http://127.0.0.1:<port>}
 * @param maxDuration the longest recording of a meeting
 * @param maxFileSize the largest file; a publication that goes on is continued in another one
 * @param maxMeetingSize all files of a meeting together; a recording that reaches it ends
 * @param maxFilesPerMeeting files that a meeting can have; a recording that reaches it ends
 * @param minFreeSpace free disk space that must be left; a recording that reaches it ends
 * @param changesPerMeeting how often a host can start and stop recording, and how often a person can answer
 * @param interval how often limits are checked
 * @param silence an upload that sends nothing for this long is broken off
 * @param grace how long an upload can go on after its recording ended, before it is broken off
 * @param lost an upload that no instance has heard of for this long is over
 * @param keep how long recordings are kept
 */
@Validated
@ConfigurationProperties("chattycat.recording")
record RecordingProperties(
        @NotNull Path directory,
        URI uploadUrl,
        @NotNull @DurationMin(seconds = 1) Duration maxDuration,
        @NotNull @PositiveSize DataSize maxFileSize,
        @NotNull @PositiveSize DataSize maxMeetingSize,
        @Min(1) @Max(10_000) int maxFilesPerMeeting,
        @NotNull @PositiveSize DataSize minFreeSpace,
        @NotNull @Valid RateLimit changesPerMeeting,
        @NotNull @DurationMin(millis = 1) Duration interval,
        @NotNull @DurationMin(seconds = 1) Duration silence,
        @NotNull @DurationMin(millis = 1) Duration grace,
        @NotNull @DurationMin(seconds = 1) Duration lost,
        @NotNull @DurationMin(days = 1) Duration keep) {}
