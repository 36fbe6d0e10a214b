package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.LiveListener;
import org.chattycat.analysis.live.LiveNotification;
import org.chattycat.analysis.live.MeasuredFrame;
import org.chattycat.analysis.live.SampleValidity;
import org.chattycat.analysis.live.SampleZone;
import org.chattycat.app.platform.database.DatabaseNotifications;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import reactor.core.publisher.Sinks;

class RemoteWorkersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

    private final Sinks.Many<String> payloads = Sinks.many().unicast().onBackpressureBuffer();
    private final List<LatencySample> measurements = new ArrayList<>();
    private final List<MeasuredFrame> frames = new ArrayList<>();
    private final List<Advice> advice = new ArrayList<>();
    private Runnable listening;
    private Runnable lost;

    @BeforeEach
    void start() {
        DatabaseNotifications notifications = mock();
        ArgumentCaptor<Runnable> whenListening = ArgumentCaptor.captor();
        ArgumentCaptor<Runnable> whenLost = ArgumentCaptor.captor();
        when(notifications.listen(eq("chattycat_live"), whenListening.capture(), whenLost.capture()))
                .thenReturn(payloads.asFlux());
        LiveValues liveValues = new LiveValues();
        liveValues.listen(new LiveListener() {
            @Override
            public void measured(List<LatencySample> heard) {
                measurements.addAll(heard);
            }

            @Override
            public void framesMeasured(List<MeasuredFrame> heard) {
                frames.addAll(heard);
            }

            @Override
            public void advised(Advice heard) {
                advice.add(heard);
            }
        });
        new RemoteWorkers(
                        notifications,
                        liveValues,
                        new StaticListableBeanFactory().getBeanProvider(EmbeddedWorker.class),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .start();
        listening = whenListening.getValue();
        lost = whenLost.getValue();
    }

    @Test
    @DisplayName("Reports paused measuring once, where a clock was read before the outage")
    void reportsPausedMeasuringOnce() {
        LatencySample recent = measurement(NOW.minusSeconds(1));
        LatencySample old = measurement(NOW.minus(Duration.ofMinutes(5)));
        payloads.tryEmitNext(
                new LiveNotification(UUID.randomUUID(), List.of(recent, old), List.of(), List.of(), List.of())
                        .toJson());
        assertThat(measurements).extracting(LatencySample::id).containsExactly(recent.id(), old.id());

        lost.run();
        lost.run();
        assertThat(advice).singleElement().satisfies(said -> {
            assertThat(said.code()).isEqualTo("MEASURING_PAUSED");
            assertThat(said.publicationId()).isEqualTo(recent.publicationId());
            assertThat(said.active()).isTrue();
        });

        listening.run();
        listening.run();
        assertThat(advice).hasSize(2).last().satisfies(withdrawn -> {
            assertThat(withdrawn.code()).isEqualTo("MEASURING_PAUSED");
            assertThat(withdrawn.publicationId()).isEqualTo(recent.publicationId());
            assertThat(withdrawn.active()).isFalse();
        });
    }

    @Test
    void passesTimedFramesOn() {
        MeasuredFrame frame =
                new MeasuredFrame(UUID.randomUUID(), "00042", NOW.minusMillis(200), 4711, NOW, NOW.plusMillis(4));
        payloads.tryEmitNext(
                new LiveNotification(UUID.randomUUID(), List.of(), List.of(), List.of(), List.of(frame)).toJson());
        assertThat(frames).containsExactly(frame);
    }

    private static LatencySample measurement(Instant arrivedAt) {
        return new LatencySample(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                arrivedAt,
                arrivedAt.minusMillis(200),
                200,
                150,
                200.5,
                190,
                150,
                200.5,
                12.5,
                ClockSource.GOPRO,
                SampleZone.ZONED,
                null,
                1,
                SampleValidity.VALID);
    }
}
