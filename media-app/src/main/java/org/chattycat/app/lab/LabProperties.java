package org.chattycat.app.lab;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.chattycat.app.platform.config.PositiveSize;
import org.chattycat.app.platform.limits.RateLimit;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the lab.
 *
 * @param enabled whether videos are accepted at {@code /lab}; empty: only if nobody else can reach the application
 * @param maxSize the largest file
 * @param maxDuration the longest video
 * @param maxJobs videos that are uploaded, wait or are analysed
 * @param uploadsPerClient uploads from one client address, which also has only one unfinished job at a time
 * @param maxKept finished jobs that are kept; the oldest is deleted when there are more
 * @param keep how long everything of a job is kept, from its first byte
 * @param sweep how often expired and abandoned jobs are looked for
 * @param abandonedAfter an unfinished job ends when its page has not asked for this long
 * @param uploadLimit the longest time of one upload
 * @param analysisLimit the longest time of one analysis; what it has found by then is the result
 * @param stallLimit an analysis that reports nothing for this long is stopped
 * @param maxResult the largest result of one job
 * @param heap heap of the process that analyses
 * @param memory memory that this process can allocate, heap and decoders together
 * @param minFreeSpace free disk space that an upload must leave
 */
@Validated
@ConfigurationProperties("chattycat.lab")
record LabProperties(
        Boolean enabled,
        @NotNull @PositiveSize DataSize maxSize,
        @NotNull @DurationMin(millis = 1) Duration maxDuration,
        @Min(1) int maxJobs,
        @NotNull @Valid RateLimit uploadsPerClient,
        @Min(1) int maxKept,
        @NotNull @DurationMin(millis = 1) Duration keep,
        @NotNull @DurationMin(millis = 1) Duration sweep,
        @NotNull @DurationMin(millis = 1) Duration abandonedAfter,
        @NotNull @DurationMin(millis = 1) Duration uploadLimit,
        @NotNull @DurationMin(millis = 1) Duration analysisLimit,
        @NotNull @DurationMin(millis = 1) Duration stallLimit,
        @NotNull @PositiveSize DataSize maxResult,
        @NotNull @PositiveSize DataSize heap,
        @NotNull @PositiveSize DataSize memory,
        @NotNull @PositiveSize DataSize minFreeSpace) {}
